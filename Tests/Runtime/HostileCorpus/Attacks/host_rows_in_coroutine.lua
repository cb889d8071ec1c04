-- expect: killed rows
local co = coroutine.wrap(function() while true do host.rows(10) coroutine.yield() end end)
while true do co() end
