-- expect: killed cpu
local t = setmetatable({}, {__le = function() while true do end end})
local _ = t <= t
