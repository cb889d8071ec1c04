-- expect: killed cpu
-- A killed task runs no handler at all.
local x <close> = setmetatable({}, {__close = function() while true do host.log('still here') end end})
while true do end
