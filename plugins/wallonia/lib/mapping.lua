-- The map of the ecosystem: its existing actors by family and kind, by place, by sector; the planned ones apart.
local labels = require "europe.lib.labels"
local places_of = require "europe.lib.places"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local cartographie = {}

local t = grappe.t
local outlines = assert(grappe.bundle.read("data/regions.geojson"))
local families = {
  "formation-recherche-sensibilisation", "vitrine-veille", "entrepreneuriat", "culture-numerique",
}
local fields = { "id", "name", "kind", "categories", "sectors", "territory", "city", "standing", "source", "locator" }

--- Whether the readers of the report see where the families come from, which is for the staff.
local function sees_basis()
  return (pcall(grappe.actors.count, { ["wallonia.family_basis"] = "none" }))
end

--- Returns the filter of the actors that the parameters select.
local function selected(params)
  local filter = places_of.filter(grappe.territories.get(params.territory or "BE"))
  filter.categories = params.family and { has = params.family }
  filter.sectors = params.sector and { has = params.sector }
  filter.city = places_of.spellings(grappe.actors, params.city)
  return filter
end

--- Returns the actors of the sector that the parameters select: the existing ones, and the planned ones.
local function find(params)
  local existing, planned = {}, {}
  local read = { table.unpack(fields) }
  if sees_basis() then
    read[#read + 1] = "wallonia.family_basis"
  end
  for actor in grappe.actors.each(scope.sector(selected(params)), { fields = read }) do
    table.insert(actor.standing == "proposed" and planned or existing, actor)
  end
  return existing, planned
end

--- Returns the number of existing actors of the sector in a territory: the figure of this report, for others that show it.
function cartographie.number(territory, kinds)
  local filter = places_of.filter(grappe.territories.get(territory))
  filter.standing, filter.kind = "existing", kinds
  return grappe.actors.count(scope.sector(filter))
end

local function add(counts, key, amount)
  counts[key] = (counts[key] or 0) + (amount or 1)
end

local function count(actors)
  local iso = places_of.nearest("^iso")
  local counts = { kinds = {}, families = {}, places = {}, sectors = {}, none = 0, no_city = 0, map = 0 }
  for _, actor in ipairs(actors) do
    local kind = counts.kinds[actor.kind] or { total = 0, none = 0 }
    counts.kinds[actor.kind] = kind
    kind.total = kind.total + 1
    for _, family in ipairs(actor.categories or {}) do
      add(kind, family)
      add(counts.families, family)
    end
    if #(actor.categories or {}) == 0 then
      add(kind, "none")
      counts.none = counts.none + 1
    end
    for _, sector in ipairs(actor.sectors or {}) do
      add(counts.sectors, sector)
    end
    add(counts.places, iso[actor.territory] or actor.territory)
    counts.no_city = counts.no_city + (actor.city and 0 or 1)
    counts.map = counts.map + (actor["wallonia.family_basis"] == "map" and 1 or 0)
  end
  return counts
end

--- The keys of `counts`, the greatest first, then by label.
local function ranked(counts, texts, amount)
  local keys = {}
  for key in pairs(counts) do
    keys[#keys + 1] = key
  end
  labels.sort(keys, function(key) return texts[key] or key end)
  local rank = {}
  for position, key in ipairs(keys) do
    rank[key] = position
  end
  table.sort(keys, function(a, b)
    local x, y = amount(counts[a]), amount(counts[b])
    return x > y or x == y and rank[a] < rank[b]
  end)
  return keys
end

local function same(value)
  return value
end

local function total_of(kind)
  return kind.total
end

local function figures(doc, actors, planned, counts)
  doc:figures {
    labels.figure("cartographie.actors_count", #actors),
    { label = t("cartographie.with_family"), value = #actors - counts.none },
    { label = t("cartographie.without_family"), value = counts.none },
    { label = t("cartographie.without_city"), value = counts.no_city },
    { label = t("cartographie.proposed"), value = #planned },
  }
end

--- A count for a sparse table, where blanks read better than zeros.
local function or_blank(amount)
  return amount and amount > 0 and amount or ""
end

local function kinds_table(doc, counts)
  local texts = labels.concepts("actor-kind")
  local rows = {}
  for _, kind in ipairs(ranked(counts.kinds, texts, total_of)) do
    local row, of_kind = { texts[kind] }, counts.kinds[kind]
    for _, family in ipairs(families) do
      row[#row + 1] = or_blank(of_kind[family])
    end
    row[6], row[7] = or_blank(of_kind.none), of_kind.total
    rows[#rows + 1] = row
  end
  local columns = { t("cartographie.kind") }
  for _, family in ipairs(families) do
    columns[#columns + 1] = { t("family." .. family), align = "right", kind = "integer" }
  end
  columns[6] = { t("family.none"), align = "right", kind = "integer" }
  columns[7] = { t("cartographie.all"), align = "right", kind = "integer" }
  doc:heading(t("cartographie.by_kind"), 2)
  doc:table { columns = columns, rows = rows, totals = true }
end

local function families_chart(doc, counts)
  local texts = labels.concepts("family")
  local names, values = {}, {}
  for _, family in ipairs(families) do
    names[#names + 1], values[#values + 1] = texts[family], counts.families[family] or 0
  end
  names[#names + 1], values[#values + 1] = t("cartographie.without_family"), counts.none
  doc:chart { kind = "bar", title = t("cartographie.chart"), labels = names, values = values }
end

--- The provinces shaded by their number of actors; an actor with only a known region is in no province.
local function map(doc, counts)
  local texts, names, values = labels.territories(), {}, {}
  for _, province in ipairs { "BE-WBR", "BE-WHT", "BE-WLG", "BE-WLX", "BE-WNA" } do
    names[province], values[province] = texts[province], counts.places[province] or 0
  end
  doc:map {
    title = t("cartographie.map"), value_title = t("cartographie.actors"),
    regions = { geojson = outlines, code = "ISO", names = names, values = values },
  }
  doc:source(t("sources.outlines"))
end

local function ranking(doc, title, column, counts, texts, limit)
  local rows = {}
  for _, key in ipairs(ranked(counts, texts, same)) do
    rows[#rows + 1] = { texts[key] or key, counts[key] }
    if #rows == limit then
      break
    end
  end
  doc:heading(title, 2)
  doc:table { columns = { column, { t("cartographie.actors"), align = "right", kind = "integer" } }, rows = rows }
end

--- The names of territories, marking those for which only the region or only the country of an actor is known.
local function places()
  local texts = labels.territories()
  texts["BE"] = t("cartographie.region_unknown", { name = texts["BE"] })
  texts["BE-WAL"] = t("cartographie.province_unknown", { name = texts["BE-WAL"] })
  return texts
end

local function place(actor, territories)
  return actor.city or territories[actor.territory] or ""
end

--- The planned actors, each with the source that announces it: they are in no other figure.
local function planned_table(doc, planned)
  if #planned == 0 then
    return
  end
  local kinds, rows = labels.concepts("actor-kind"), {}
  labels.sort(planned, function(actor) return actor.name end)
  for position, actor in ipairs(planned) do
    rows[position] = { actor.name, kinds[actor.kind], actor.locator or actor.source or t("cartographie.no_source") }
  end
  doc:heading(t("cartographie.planned"), 2)
  doc:table { columns = { t("cartographie.name"), t("cartographie.kind"), t("cartographie.announced") }, rows = rows }
end

local function list(doc, actors)
  local kinds, territories = labels.concepts("actor-kind"), labels.territories()
  local rows = {}
  labels.sort(actors, function(actor) return actor.name end)
  for _, actor in ipairs(actors) do
    rows[#rows + 1] = { actor.name, kinds[actor.kind], place(actor, territories) }
  end
  doc:heading(t("cartographie.list"), 2)
  doc:table { columns = { t("cartographie.name"), t("cartographie.kind"), t("cartographie.place") }, rows = rows }
end

local function selection(doc, params)
  local parts = {}
  if params.family then
    parts[1] = t("cartographie.in_family", { name = labels.concepts("family")[params.family] })
  end
  if params.sector then
    parts[#parts + 1] = t("cartographie.in_sector", { name = labels.concepts("sector")[params.sector] })
  end
  if params.city then
    parts[#parts + 1] = t("cartographie.in_city", { name = params.city })
  end
  if params.territory then
    parts[#parts + 1] = t("cartographie.in_territory", { name = labels.territories()[params.territory] })
  end
  if #parts > 0 then
    doc:text(t("cartographie.selection", { what = table.concat(parts, " · ") }))
  end
  return #parts > 0
end

--- Number of the actors whose id is in no record of a collection that `filter` selects.
local function lacking(actors, collection, filter)
  local known, number = {}, 0
  for record in collection.each(filter, { fields = { "id", "actor" } }) do
    known[record.actor] = true
  end
  for _, actor in ipairs(actors) do
    number = number + (known[actor.id] and 0 or 1)
  end
  return number
end

local function closing(doc, actors, planned, counts, params)
  if counts.none > 0 then
    doc:note(t("cartographie.none_note", { count = counts.none }))
  end
  if sees_basis() then
    doc:note(t("cartographie.basis_note", { map = counts.map, inferred = #actors - counts.none - counts.map }))
  end
  local existing = selected(params)
  existing.standing = "existing"
  scope.note(doc, existing)
  doc:note(t("cartographie.missing", {
    count = counts.no_city, numbers = lacking(actors, grappe.identifiers, { scheme = "BE-BCE_KBO" }),
    staff = lacking(actors, grappe.figures, { staff = { present = true } }), of = #actors,
  }))
  sources.cite(doc, table.move(planned, 1, #planned, #actors + 1, table.move(actors, 1, #actors, 1, {})))
end

--- Writes that no actor matches, and lists the known cities when a city was asked for.
local function nobody(doc, params)
  doc:note(t("cartographie.nobody"))
  if not params.city then
    return
  end
  local cities = {}
  for position, group in ipairs(grappe.actors.group({ territory = "BE", city = { present = true } }, { by = { "city" }, limit = 200 })) do
    cities[position] = group.city
  end
  doc:text(t("cartographie.known_cities", { cities = table.concat(labels.sort(cities), ", ") }))
end

--- Writes the report; `params` may hold `family`, `sector`, `city` and `territory` (Belgium, if left out).
function cartographie.run(params, doc)
  if size.is_too_large(doc, selected(params), "--city, --territory, --family, --sector") then
    return
  end
  local actors, planned = find(params)
  local counts = count(actors)
  local is_filtered = selection(doc, params)
  if #actors + #planned == 0 then
    nobody(doc, params)
    return
  end
  figures(doc, actors, planned, counts)
  if is_filtered then
    list(doc, actors)
  end
  kinds_table(doc, counts)
  families_chart(doc, counts)
  if not is_filtered then
    ranking(doc, t("cartographie.by_place"), t("cartographie.place"), counts.places, places())
    map(doc, counts)
    ranking(doc, t("cartographie.by_sector"), t("cartographie.sector"), counts.sectors, labels.concepts("sector"), 10)
  end
  planned_table(doc, planned)
  closing(doc, actors, planned, counts, params)
end

return cartographie
