-- Every actor, row by row.
local doc = grappe.document { title = "Acteurs" }
local add = doc:rows { columns = { "Nom", "Genre", "Territoire", "Ville", { "Depuis", kind = "date" } } }
for actor in grappe.actors.each({}, { fields = { "id", "name", "kind", "territory", "city", "founded" } }) do
  add { actor.name, actor.kind, actor.territory or "", actor.city or "", actor.founded and { date = actor.founded } or "" }
end
