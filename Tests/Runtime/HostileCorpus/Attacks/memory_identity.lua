-- expect: killed memory
local t = {}
while true do local v = {} t[#t + 1] = v tostring(v) end
