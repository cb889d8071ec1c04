-- expect: killed cpu
local t = setmetatable({}, {__eq = function() while true do end end})
local _ = t == setmetatable({}, getmetatable(t))
