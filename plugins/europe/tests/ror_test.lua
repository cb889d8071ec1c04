-- The dump of the Research Organization Registry: made-up organisations in both of its layouts, from a seeded generator.
local alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

local function random(seed)
  return function(below)
    seed = seed * 48271 % 2147483647
    return seed % below
  end
end

--- A number of the registry: 0, six signs of Crockford's base 32, and 98 minus a hundred times their value modulo 97.
local function number(value)
  local signs, rest = "", value
  for _ = 1, 6 do
    signs = alphabet:sub(rest % 32 + 1, rest % 32 + 1) .. signs
    rest = rest // 32
  end
  return ("https://ror.org/0%s%02d"):format(signs, 98 - value * 100 % 97)
end

local countries = { "BE", "LU", "FR", "DE", "US", "JP" }
local header = "id,admin.last_modified.date,established,links.type.website,locations.geonames_details.country_code,"
  .. "locations.geonames_details.country_subdivision_code,locations.geonames_details.lat,locations.geonames_details.lng,"
  .. "locations.geonames_details.name,names.types.acronym,names.types.alias,names.types.label,names.types.ror_display,status,types"

local function csv_dump(count)
  local lines, below, wanted = { header }, random(7), 0
  for position = 1, count do
    local country, is_active = countries[math.min(below(300), #countries - 1) + 1], below(10) > 0
    if is_active and (country == "BE" or country == "LU") then
      wanted = wanted + 1
    end
    lines[#lines + 1] = table.concat({
      number(900000000 + position), "2025-03-01", "1990", "https://example.org/" .. position, country, country == "BE" and "WAL" or "",
      "50.5", "4.5", "Lieu", "no_lang_code: INV" .. position, "fr: Institut inventé " .. position, "en: Invented Institute " .. position,
      "Invented Institute " .. position, is_active and "active" or "inactive", "education; funder",
    }, ",")
  end
  return { ["v9.9-2026-02-03-ror-data_schema_v2.csv"] = table.concat(lines, "\n") }, wanted
end

test("of ten thousand organisations those of the countries asked for are added once, with the date of the dump", function(t)
  local files, wanted = csv_dump(10000)
  local result = t.import("ror", files, { countries = "BE,LU" })
  t.equal({ result.rows, result.added }, { 10000, wanted })
  local added = grappe.actors.find({ source = "ROR", owner = "europe" }, { order = "id" })
  t.equal(#added, wanted)
  for _, actor in ipairs(added) do
    t.equal({ actor.kind, actor.confirmed_at, actor.lat, actor["europe.ror_status"] }, { "education", "2026-02-03", 50.5, "active" })
    t.ok(actor.territory == "BE-WAL" or actor.territory == "LU")
    t.equal(#actor.aliases, 2)
  end
  -- The same organisations again: those that the generator made first.
  local again = t.import("ror", csv_dump(1000), { countries = "BE,LU" })
  t.equal({ again.added, again.matched, again.changed }, { 0, 0, 0 })
end)

local function json_dump(name, country)
  return { ["ror-data_schema_v2.json"] = grappe.json.encode {
    {
      id = number(900000001), established = 1969, status = "active", types = { "facility", "government" },
      admin = { last_modified = { date = "2025-03-01", schema_version = "2.1" } },
      names = {
        { value = "INV", types = { "acronym" } }, { value = name, types = { "ror_display", "label" }, lang = "en" },
        { value = "Institut inventé", types = { "alias" }, lang = "fr" },
      },
      links = { { type = "wikipedia", value = "https://wiki.example" }, { type = "website", value = "https://invented.example" } },
      locations = {
        {
          geonames_id = 1,
          geonames_details = { name = "Nice", country_code = country, country_subdivision_code = "PAC", lat = 43.7, lng = 7.27 },
        },
      },
    },
  } }
end

test("a record of JSON gives kind, territory, names, website and point", function(t)
  t.equal(t.import("ror", json_dump("Invented Institute", "FR"), { countries = "FR" }).added, 1)
  local actor = grappe.actors.find({ source = "ROR", owner = "europe" })[1]
  t.equal({ actor.name, actor.kind, actor.territory, actor.city }, { "Invented Institute", "research-centre", "FR-PAC", "Nice" })
  t.equal({ actor.website, actor.founded, actor.confirmed_at }, { "https://invented.example", "1969", "2025-03-01" })
  t.equal(actor.aliases, { "INV", "Institut inventé" })
end)

test("an organisation that the workspace has under the same name in the country gets the number, and no second record", function(t)
  local id = grappe.actors.add({ name = "Institut Homonyme", kind = "school", territory = "BE-WNA" }).id
  local result = t.import("ror", json_dump("INSTITUT HOMONYME", "BE"), { countries = "BE" })
  t.equal({ result.added, result.matched }, { 0, 1 })
  t.equal(grappe.identifiers.find({ actor = id })[1].status, "provisional")
  t.equal(grappe.actors.get(id)["europe.ror_types"], "facility, government")
end)

test("a file of another layout and a country that is no code are refused", function(t)
  t.raises(function() t.import("ror", "id,name\n1,A\n", { countries = "BE" }) end, grappe.t("ror.unknown_file", { file = "rows.csv" }))
  local refused = grappe.t("ror.bad_country", { found = "Belgique" })
  t.raises(function() t.import("ror", "id,name\n1,A\n", { countries = "Belgique" }) end, refused)
end)
