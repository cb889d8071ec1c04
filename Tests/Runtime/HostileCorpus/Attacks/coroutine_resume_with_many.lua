-- expect: killed memory
local co = coroutine.create(function(...) return select('#', ...) end)
assert(coroutine.resume(co, table.unpack({}, 1, 999900)))
