-- Actors by kind in a territory, with a chart of the most frequent kinds.
--
--     grappe script docs/examples/actors_by_kind.lua --territory BE-WAL --format html -o kinds.html
local params = grappe.params {
  territory = { type = "text", default = "BE-WAL", label = { fr = "Le code du territoire", en = "The code of the territory" } },
  least = { type = "integer", min = 1, default = 1, label = { fr = "Acteurs au moins", en = "Actors at least" } },
}

local counts, kinds = {}, {}
for actor in grappe.actors.each({ territory = params.territory }, { fields = { "id", "kind" } }) do
  if not counts[actor.kind] then
    counts[actor.kind], kinds[#kinds + 1] = 0, actor.kind
  end
  counts[actor.kind] = counts[actor.kind] + 1
end
table.sort(kinds, function(a, b) return counts[a] > counts[b] or counts[a] == counts[b] and a < b end)

local names = {}
for concept in grappe.concepts.each { scheme = "actor-kind" } do
  names[concept.code] = concept.label and (concept.label.fr or concept.label.en)
end

local rows, labels, values = {}, {}, {}
for _, kind in ipairs(kinds) do
  if counts[kind] >= params.least then
    rows[#rows + 1] = { names[kind] or kind, counts[kind] }
  end
end
for position = 1, math.min(8, #rows) do
  labels[position], values[position] = rows[position][1], rows[position][2]
end

local doc = grappe.document { title = "Acteurs par genre", subtitle = params.territory }
doc:figures { { label = "Genres", value = #kinds } }
doc:table {
  columns = { "Genre", { "Acteurs", kind = "integer" } }, rows = rows, totals = true,
  empty = "Aucun acteur dans ce territoire.",
}
if #rows > 0 then
  doc:chart { kind = "bar", title = "Les genres les plus fréquents", labels = labels, values = values }
end
