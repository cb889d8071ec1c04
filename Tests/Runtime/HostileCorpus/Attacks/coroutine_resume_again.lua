-- expect: killed cpu
-- A killed coroutine must not be left for its parent to go on.
local co = coroutine.create(function() while true do end end)
while true do coroutine.resume(co) end
