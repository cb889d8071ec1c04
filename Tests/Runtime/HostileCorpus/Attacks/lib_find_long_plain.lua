-- expect: killed cpu
local pattern = ('a'):rep(1500000)
while true do string.find('x', pattern) end
