-- expect: killed cpu
local t = setmetatable({}, {__len = function() while true do end end})
local _ = #t
