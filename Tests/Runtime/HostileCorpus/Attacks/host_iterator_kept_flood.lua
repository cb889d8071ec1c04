-- expect: killed memory
local kept = {}
while true do kept[#kept + 1] = host.iterate(1) end
