-- tries: sorts all records by a field without index, again and again, and reads only the first of each
-- expect: stop
local kept = {}
for i = 1, 1e6 do
  kept[i] = grappe.actors.each({}, { order = { "description", "name" } })
  kept[i]()
end
