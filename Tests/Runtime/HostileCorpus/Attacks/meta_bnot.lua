-- expect: killed cpu
local t = setmetatable({}, {__bnot = function() while true do end end})
local _ = ~t
