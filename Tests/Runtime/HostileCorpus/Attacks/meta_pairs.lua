-- expect: killed cpu
local t = setmetatable({}, {__pairs = function() while true do end end})
for _ in pairs(t) do end
