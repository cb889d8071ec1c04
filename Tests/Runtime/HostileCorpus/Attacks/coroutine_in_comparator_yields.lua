-- expect: killed cpu
while true do
  table.sort({1, 2, 3, 4}, coroutine.wrap(function() while true do coroutine.yield(false) end end))
end
