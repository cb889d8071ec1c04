-- expect: killed memory
local kept = {}
while true do kept[#kept + 1] = table.pack(table.unpack({}, 1, 10000)) end
