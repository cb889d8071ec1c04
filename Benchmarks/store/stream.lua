-- Reads five fields of every actor; prints the seconds it took.
local start, rows, bytes = os.clock(), 0, 0
for actor in actors.each({}, { fields = { "name", "kind", "city", "website" } }) do
  rows, bytes = rows + 1, bytes + #actor.name
end
assert(rows == actors.count {})
print(os.clock() - start)
