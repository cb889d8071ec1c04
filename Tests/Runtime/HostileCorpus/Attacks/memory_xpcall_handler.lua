-- expect: killed memory
local t = {}
xpcall(error, function() while true do t[#t + 1] = {} end end)
