-- Three small tables of the demo workspace: what `make demo` ends with.
--
--     grappe script packaging/demo.lua --language fr
local params = grappe.params {
  language = { type = "text", default = "en", label = { fr = "La langue des titres", en = "The language of the titles" } },
}

local words = {
  fr = { "Ce que l'on y lit", "Les acteurs, par genre", "Genre", "Acteurs", "Les plus reliés", "Acteur", "Liens",
    "Les événements, par genre", "Genre", "Événements" },
  de = { "Was darin steht", "Die Akteure nach Art", "Art", "Akteure", "Die am besten vernetzten", "Akteur", "Verbindungen",
    "Die Veranstaltungen nach Art", "Art", "Veranstaltungen" },
  en = { "What it holds", "The actors, by kind", "Kind", "Actors", "The best connected", "Actor", "Ties",
    "The events, by kind", "Kind", "Events" },
}
local word = words[params.language] or words.en
local shown = 4

-- The label of a code, in the language asked for or the nearest there is.
local function labels(scheme)
  local names = {}
  for concept in grappe.concepts.each { scheme = scheme } do
    local label = concept.label or {}
    names[concept.code] = label[params.language] or label.en or label.fr or concept.code
  end
  return names
end

-- The first rows { name, count } by count, then by name.
local function rows_of(counts, names)
  local rows = {}
  for code, number in pairs(counts) do rows[#rows + 1] = { names[code] or code, number } end
  table.sort(rows, function(a, b) return a[2] > b[2] or a[2] == b[2] and a[1] < b[1] end)
  return { table.unpack(rows, 1, math.min(shown, #rows)) }
end

local function count(collection, field)
  local counts = {}
  for record in collection.each({ [field] = { present = true } }, { fields = { "id", field } }) do
    counts[record[field]] = (counts[record[field]] or 0) + 1
  end
  return counts
end

local connected = {}
for _, actor in ipairs(grappe.network.measures({}, { order = "degree", limit = shown })) do
  connected[#connected + 1] = { actor.name, actor.degree }
end

local doc = grappe.document { title = word[1] }
doc:table {
  caption = word[2], columns = { word[3], { word[4], kind = "integer" } },
  rows = rows_of(count(grappe.actors, "kind"), labels "actor-kind"),
}
doc:table { caption = word[5], columns = { word[6], { word[7], kind = "integer" } }, rows = connected }
doc:table {
  caption = word[8], columns = { word[9], { word[10], kind = "integer" } },
  rows = rows_of(count(grappe.events, "kind"), labels "event-kind"),
}
