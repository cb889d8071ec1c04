-- expect: killed cpu
local t = setmetatable({}, {__add = function() while true do end end})
local _ = t + 1
