-- tries: leaves 4,000 loops over sorted records after the first
-- expect: ok
for i = 1, 300 do
  for actor in grappe.actors.each({}, { order = { "description", "name" } }) do break end
end
for i = 1, 3700 do
  for actor in grappe.actors.each() do break end
end
