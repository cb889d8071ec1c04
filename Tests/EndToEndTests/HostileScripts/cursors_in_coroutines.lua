-- tries: suspends a coroutine inside of each of 1,000,000 loops over records
-- expect: stop
local kept = {}
for i = 1, 1e6 do
  kept[i] = coroutine.create(function() for actor in grappe.actors.each() do coroutine.yield(actor) end end)
  coroutine.resume(kept[i])
end
