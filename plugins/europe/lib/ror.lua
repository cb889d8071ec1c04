-- The dump of the Research Organization Registry, as JSON (schema 2) or CSV: of the countries asked for, active organisations are
-- added, and those that are known get what the registry says of them.
local labels = require "lib.labels"
local registers = require "lib.registers"

local ror = {}

local scheme = "XI-ROR"

-- Kinds of actors by types of the registry, in the order in which a record of several types is filed.
local kinds = {
  { "education", "education" }, { "healthcare", "healthcare" }, { "facility", "research-centre" }, { "archive", "archive" },
  { "company", "company" }, { "government", "public-agency" }, { "nonprofit", "nonprofit" }, { "funder", "funder" },
}

local function split(text)
  local list = {}
  for part in ((text or "") .. ";"):gmatch("%s*(.-)%s*;") do
    if part ~= "" then
      list[#list + 1] = part
    end
  end
  return list
end

--- The names of a cell such as "en: University; no_lang_code: UNI", without their languages.
local function names_of(cell)
  local names = split(cell)
  for position, name in ipairs(names) do
    names[position] = name:match("^%l%l:%s*(.+)$") or name:match("^no_lang_code:%s*(.+)$") or name
  end
  return names
end

--- A row of the CSV file as an organisation.
local function of_csv(row)
  local names = names_of(row["names.types.label"])
  registers.unite(names, names_of(row["names.types.acronym"]))
  local place = "locations.geonames_details."
  return {
    id = row.id, name = row["names.types.ror_display"], names = registers.unite(names, names_of(row["names.types.alias"])),
    types = split(row.types), status = row.status, established = row.established, website = split(row["links.type.website"])[1],
    modified = row["admin.last_modified.date"], country = split(row[place .. "country_code"])[1],
    subdivision = split(row[place .. "country_subdivision_code"])[1], city = split(row[place .. "name"])[1],
    lat = tonumber(split(row[place .. "lat"])[1]), lon = tonumber(split(row[place .. "lng"])[1]),
  }
end

local function has(list, wanted)
  for _, element in ipairs(list or {}) do
    if element == wanted then
      return true
    end
  end
  return false
end

--- A record of the JSON file as an organisation.
local function of_json(record)
  local name, names, website = nil, {}, nil
  for _, entry in ipairs(record.names or {}) do
    if has(entry.types, "ror_display") then
      name = entry.value
    end
    names[#names + 1] = entry.value
  end
  for _, link in ipairs(record.links or {}) do
    website = website or (link.type == "website" and link.value or nil)
  end
  local place = record.locations and record.locations[1] and record.locations[1].geonames_details or {}
  local modified = record.admin and record.admin.last_modified or {}
  return {
    id = record.id, name = name, names = names, types = record.types or {}, status = record.status,
    established = record.established and ("%d"):format(record.established), website = website, modified = modified.date,
    country = place.country_code, subdivision = place.country_subdivision_code, city = place.name, lat = place.lat, lon = place.lng,
  }
end

--- "https://ror.org/036X5AD56" as "036x5ad56"; nil when it is no number of the registry.
local function number_of(text)
  return text and text:lower():match("(0%w%w%w%w%w%w%d%d)/?$")
end

local function kind_of(types)
  for _, kind in ipairs(kinds) do
    if has(types, kind[1]) then
      return kind[2]
    end
  end
  return "other"
end

--- The actors that the registry's records may be: by number, and by name and country.
local function index(countries)
  local known = { numbers = {}, names = {} }
  for value, actor in pairs(registers.known(scheme)) do
    known.numbers[number_of(value) or value] = actor
  end
  for _, country in ipairs(countries) do
    if grappe.territories.get(country) then
      for actor in grappe.actors.each({ territory = country }, { fields = { "id", "name" } }) do
        known.names[country .. ":" .. labels.sort_key(actor.name)] = actor.id
      end
    end
  end
  return known
end

local function territory_of(organisation)
  local inner = organisation.subdivision and organisation.country .. "-" .. organisation.subdivision
  for _, id in ipairs { inner or organisation.country, organisation.country } do
    if grappe.territories.get(id) then
      return id
    end
  end
end

local function written_names(organisation)
  return #organisation.names > 0 and organisation.names or nil
end

local function facts_of(organisation, date)
  return {
    own = {
      ror_types = table.concat(organisation.types, ", "), ror_status = organisation.status, ror_names = written_names(organisation),
      ror_date = date or organisation.modified,
    },
    core = { confirmed_at = date or organisation.modified },
    missing = { website = organisation.website, founded = organisation.established, city = organisation.city },
    aliases = organisation.names,
  }
end

local function add(number, organisation)
  local is_placed = organisation.lat and organisation.lon
  grappe.actors.add {
    id = "ror-" .. number, name = organisation.name, kind = kind_of(organisation.types), territory = territory_of(organisation),
    city = organisation.city, lat = is_placed and organisation.lat or nil, lon = is_placed and organisation.lon or nil,
    source = "ROR", locator = "https://ror.org/" .. number, licence = "CC0-1.0",
  }
  grappe.identifiers.add {
    actor = "ror-" .. number, scheme = scheme, value = "https://ror.org/" .. number, status = "verified", source = "ROR",
    licence = "CC0-1.0",
  }
  return "ror-" .. number
end

--- Finds the actor of an organisation, or adds it; returns its id, nil for one that is not taken over.
local function actor_of(number, organisation, run)
  local id = run.known.numbers[number]
  if id then
    return id
  end
  id = run.known.names[organisation.country .. ":" .. labels.sort_key(organisation.name)]
  if id then
    grappe.identifiers.add { actor = id, scheme = scheme, value = "https://ror.org/" .. number, status = "provisional", source = "ROR" }
    run.result.matched = run.result.matched + 1
  elseif organisation.status == "active" then
    id = add(number, organisation)
    run.result.added = run.result.added + 1
  end
  run.known.numbers[number] = id
  return id
end

--- The country of a row, read before the rest: most rows are of others.
local function country_of(row)
  if row.names then
    local place = row.locations and row.locations[1] and row.locations[1].geonames_details
    return place and place.country_code
  end
  return (row["locations.geonames_details.country_code"] or ""):match("^%u%u")
end

local function take(row, run)
  if not run.countries[country_of(row) or ""] then
    return
  end
  local organisation = row.names and of_json(row) or of_csv(row)
  local number = number_of(organisation.id)
  if not number or not organisation.name then
    return
  end
  run.result.of_countries = run.result.of_countries + 1
  local id = actor_of(number, organisation, run)
  if id and registers.keep(id, facts_of(organisation, run.date)) then
    run.result.changed = run.result.changed + 1
  end
end

--- The file to read: in an archive of both, that of JSON with schema 2, else the first of CSV with schema 2.
local function chosen_file()
  local names = grappe.files()
  for _, ending in ipairs { "schema_v2%.json$", "schema_v2%.csv$", "%.json$", "%.csv$" } do
    for _, name in ipairs(names) do
      if name:find(ending) then
        return name
      end
    end
  end
  return names[1]
end

--- Reads a dump. Parameters: `countries` as codes of ISO 3166-1, "BE,LU"; `date` of the dump, by default the one in its name.
function ror.run(params)
  local file, list, countries = chosen_file(), {}, {}
  for country in params.countries:gmatch("[^,;%s]+") do
    if not country:match("^%u%u$") then
      error(grappe.t("ror.bad_country", { found = country }), 0)
    end
    list[#list + 1], countries[country] = country, true
  end
  local run = {
    countries = countries, known = index(list), date = params.date or file:match("%d%d%d%d%-%d%d%-%d%d"),
    result = { rows = 0, of_countries = 0, added = 0, matched = 0, changed = 0 },
  }
  for row in grappe.rows(file) do
    run.result.rows = run.result.rows + 1
    if run.result.rows == 1 and not row.names and not row["names.types.ror_display"] then
      error(grappe.t("ror.unknown_file", { file = file }), 0)
    end
    take(row, run)
  end
  return run.result
end

return ror
