-- expect: killed cpu
local s = ('a'):rep(200000)
while true do s:find(('a'):rep(1000) .. 'b', 1, true) end
