-- The ecosystem of the region, by département and by kind.
local labels = require "europe.lib.labels"
local places = require "europe.lib.places"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local ecosysteme = {}

local t = grappe.t
local outlines = assert(grappe.bundle.read("data/regions.geojson"))
local departements = { "FR-13", "FR-06", "FR-84", "FR-83", "FR-05", "FR-04" }
local region = "FR-PAC"

local function selected(params)
  return { territory = params.departement or region, kind = params.kind, standing = "existing" }
end

--- Returns the existing actors that the parameters select; `is_of_sector` marks those of the creative sector.
local function find(params)
  local actors, of_sector = grappe.actors.find(scope.real(selected(params))), {}
  for actor in grappe.actors.each(scope.sector(selected(params)), { fields = { "id" } }) do
    of_sector[actor.id] = true
  end
  for _, actor in ipairs(actors) do
    actor.is_of_sector = of_sector[actor.id] or false
  end
  return actors
end

local function column_of(territory)
  for position, departement in ipairs(departements) do
    if territory == departement then
      return position
    end
  end
  return #departements + 1
end

local function count(actors)
  local counts = { kinds = {}, columns = {}, sector = {}, research = 0, of_sector = 0, inactive = 0 }
  local iso = places.nearest("^iso")
  for position = 1, #departements + 1 do
    counts.columns[position], counts.sector[position] = 0, 0
  end
  for _, actor in ipairs(actors) do
    local column = column_of(iso[actor.territory])
    local of_kind = counts.kinds[actor.kind] or { 0, 0, 0, 0, 0, 0, 0, total = 0 }
    counts.kinds[actor.kind] = of_kind
    of_kind[column], of_kind.total = of_kind[column] + 1, of_kind.total + 1
    counts.columns[column] = counts.columns[column] + 1
    local one = actor.is_of_sector and 1 or 0
    counts.sector[column], counts.of_sector = counts.sector[column] + one, counts.of_sector + one
    counts.research = counts.research + (actor.source == "ROR" and 1 or 0)
    counts.inactive = counts.inactive + (actor["paca.ror_status"] == "inactive" and 1 or 0)
  end
  return counts
end

local function selection(doc, params)
  local parts = { params.departement and labels.territories()[params.departement] }
  parts[#parts + 1] = params.kind and labels.concepts("actor-kind")[params.kind]
  if #parts > 0 then
    doc:text(t("ecosysteme.selection", { what = table.concat(parts, " · ") }))
  end
end

local function figures(doc, actors, counts)
  doc:figures {
    labels.figure("ecosysteme.of_sector_count", counts.of_sector),
    labels.figure("ecosysteme.actors_count", #actors),
    labels.figure("ecosysteme.research", counts.research),
    labels.figure("ecosysteme.inactive", counts.inactive),
    { label = t("ecosysteme.no_departement"), value = counts.columns[#departements + 1] },
  }
end

local function share(part, whole)
  return whole > 0 and part / whole or 0
end

local function departements_table(doc, actors, counts)
  local names, rows = labels.territories(), {}
  for position, departement in ipairs(departements) do
    local code = departement:sub(4)
    rows[position] = {
      ("%s (%s)"):format(names[departement], code), counts.sector[position], counts.columns[position],
      share(counts.columns[position], #actors),
    }
  end
  local unknown = counts.columns[#departements + 1]
  if unknown > 0 then
    rows[#rows + 1] = { t("ecosysteme.no_departement"), counts.sector[#departements + 1], unknown, share(unknown, #actors) }
  end
  doc:heading(t("ecosysteme.by_departement"), 2)
  doc:table {
    columns = {
      t("ecosysteme.departement"), { t("ecosysteme.of_sector"), align = "right", kind = "integer" },
      { t("ecosysteme.actors"), align = "right", kind = "integer" },
      { t("ecosysteme.share"), align = "right", kind = "percent", decimals = 1 },
    },
    rows = rows, totals = true,
  }
end

--- The départements shaded by their number of actors, and the actors whose place the registry knows.
local function map(doc, actors, counts)
  local texts, names, values, points = labels.territories(), {}, {}, {}
  for position, departement in ipairs(departements) do
    names[departement], values[departement] = texts[departement], counts.columns[position]
  end
  for _, actor in ipairs(actors) do
    if actor.lat and actor.lon then
      points[#points + 1] = { label = actor.name, lat = actor.lat, lon = actor.lon }
    end
  end
  doc:map {
    title = t("ecosysteme.chart"), value_title = t("ecosysteme.actors"), points = points,
    regions = { geojson = outlines, code = "ISO", names = names, values = values },
  }
  doc:source(t("sources.outlines"))
end

local function kinds_table(doc, counts)
  local texts, kinds, rows = labels.concepts("actor-kind"), {}, {}
  for kind in pairs(counts.kinds) do
    kinds[#kinds + 1] = kind
  end
  labels.sort(kinds, function(kind) return ("%06d"):format(999999 - counts.kinds[kind].total) .. texts[kind] end)
  for position, kind in ipairs(kinds) do
    rows[position] = { texts[kind] }
    for column = 1, #departements + 1 do
      local amount = counts.kinds[kind][column]
      rows[position][column + 1] = amount > 0 and amount or ""  -- Blanks read better than zeros in a sparse table.
    end
    rows[position][#departements + 3] = counts.kinds[kind].total
  end
  local columns = { t("ecosysteme.kind") }
  for _, departement in ipairs(departements) do
    columns[#columns + 1] = { departement:sub(4), align = "right", kind = "integer" }
  end
  columns[#columns + 1] = { t("ecosysteme.unknown"), align = "right", kind = "integer" }
  columns[#columns + 1] = { t("ecosysteme.all"), align = "right", kind = "integer" }
  doc:heading(t("ecosysteme.by_kind"), 2)
  doc:table { columns = columns, rows = rows, totals = true }
end

--- What the sector's actors say of the two poles; a share of a handful says nothing.
local function poles(doc, counts)
  local west, east, total = counts.sector[1], counts.sector[2], counts.of_sector
  local key = total < scope.enough and "ecosysteme.poles_few" or "ecosysteme.poles"
  doc:text(t(key, { west = west, east = east, total = total, share = math.floor(share(west + east, total) * 100 + 0.5) }))
end

local function of_sector(doc, actors)
  local kinds, territories, rows = labels.concepts("actor-kind"), labels.territories(), {}
  labels.sort(actors, function(actor) return actor.name end)
  for _, actor in ipairs(actors) do
    if actor.is_of_sector then
      rows[#rows + 1] = { actor.name, kinds[actor.kind], actor.city or territories[actor.territory], actor.description }
    end
  end
  if #rows > 0 then
    doc:heading(t("ecosysteme.of_sector"), 2)
    doc:table {
      columns = { t("ecosysteme.actor"), t("ecosysteme.kind"), t("ecosysteme.place"), t("ecosysteme.role") },
      rows = rows,
    }
  end
end

local function list(doc, actors)
  local kinds, territories, rows = labels.concepts("actor-kind"), labels.territories(), {}
  labels.sort(actors, function(actor) return actor.name end)
  for position, actor in ipairs(actors) do
    local name = actor["paca.ror_status"] == "inactive" and t("ecosysteme.inactive_name", { name = actor.name }) or actor.name
    rows[position] = { name, kinds[actor.kind], actor.city or territories[actor.territory] }
  end
  doc:heading(t("ecosysteme.list"), 2)
  doc:table { columns = { t("ecosysteme.actor"), t("ecosysteme.kind"), t("ecosysteme.place") }, rows = rows }
end

--- Writes the report; `params` may hold `departement` ("FR-13") and `kind`.
function ecosysteme.run(params, doc)
  if size.is_too_large(doc, selected(params), "--departement, --kind") then
    return
  end
  local actors = find(params)
  selection(doc, params)
  if #actors == 0 then
    doc:note(t("ecosysteme.nobody"))
    return
  end
  local counts = count(actors)
  figures(doc, actors, counts)
  if not params.departement then
    departements_table(doc, actors, counts)
    map(doc, actors, counts)
  end
  if not params.departement and not params.kind then
    poles(doc, counts)
  end
  kinds_table(doc, counts)
  if params.departement or params.kind then
    list(doc, actors)
  else
    of_sector(doc, actors)
  end
  doc:note(t("ecosysteme.method"))
  scope.note(doc, selected(params))
  doc:note(t("ecosysteme.missing"))
  sources.cite(doc, actors)
end

return ecosysteme
