-- expect: killed cpu
local t = setmetatable({}, {__lt = function() while true do end end})
local _ = t < t
