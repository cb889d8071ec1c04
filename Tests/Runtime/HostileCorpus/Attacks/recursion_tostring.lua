-- expect: error C stack overflow
local t = setmetatable({}, {})
getmetatable(t).__tostring = function(v) return tostring(v) end
tostring(t)
