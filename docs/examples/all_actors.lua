-- Every actor, row by row: a table of any length, in little memory.
--
--     grappe script docs/examples/all_actors.lua --format csv -o actors.csv
--     grappe script docs/examples/all_actors.lua --kind company --format xlsx -o companies.xlsx
local params = grappe.params {
  kind = { type = "concept", scheme = "actor-kind", optional = true, label = { fr = "Le genre", en = "The kind" } },
}

local doc = grappe.document { title = "Acteurs" }
local add = doc:rows {
  columns = { "Nom", "Genre", "Territoire", "Ville", { "Depuis", kind = "date" } }, caption = "Acteurs",
}
local fields = { "id", "name", "kind", "territory", "city", "founded" }
for actor in grappe.actors.each({ kind = params.kind }, { order = "name", fields = fields }) do
  add { actor.name, actor.kind, actor.territory or "", actor.city or "", actor.founded and { date = actor.founded } or "" }
end
