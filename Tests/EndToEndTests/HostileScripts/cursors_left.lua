-- tries: leaves 20,000 loops over sorted records after the first
-- expect: ok
for i = 1, 2000 do
  for actor in grappe.actors.each({}, { order = { "description", "name" } }) do break end
end
for i = 1, 18000 do
  for actor in grappe.actors.each() do break end
end
