-- tries: opens loops over records and keeps them all
-- expect: stop
local kept = {}
for i = 1, 1e6 do
  local next_actor = grappe.actors.each()
  next_actor()
  kept[i] = next_actor
end
