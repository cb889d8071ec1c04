-- expect: killed cpu
coroutine.wrap(function() while true do end end)()
