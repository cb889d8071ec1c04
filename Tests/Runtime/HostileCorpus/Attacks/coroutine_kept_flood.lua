-- expect: killed memory
local kept = {}
while true do kept[#kept + 1] = coroutine.create(function() end) end
