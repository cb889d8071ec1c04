-- expect: killed memory
local s = 'x'
while true do s = table.concat({s, s, s}) end
