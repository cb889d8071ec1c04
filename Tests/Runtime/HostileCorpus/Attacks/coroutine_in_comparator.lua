-- expect: killed cpu
table.sort({1, 2, 3}, coroutine.wrap(function() while true do end end))
