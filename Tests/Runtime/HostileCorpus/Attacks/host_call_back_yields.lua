-- expect: ok
local co = coroutine.wrap(function() return host.call(function() return coroutine.yield(1) end) end)
assert(co() == 1)
assert(co(2) == 2)
