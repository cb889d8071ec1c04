-- expect: killed cpu
local s = ('x'):rep(500000)
while true do s:reverse() s:upper() s:lower() end
