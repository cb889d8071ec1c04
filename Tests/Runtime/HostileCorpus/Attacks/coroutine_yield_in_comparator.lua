-- expect: error attempt to yield across a C-call boundary
assert(coroutine.resume(coroutine.create(function() table.sort({2, 1}, coroutine.yield) end)))
