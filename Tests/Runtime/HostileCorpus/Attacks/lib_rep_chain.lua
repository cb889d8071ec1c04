-- expect: killed memory
local s = 'x'
while true do s = s:rep(100) end
