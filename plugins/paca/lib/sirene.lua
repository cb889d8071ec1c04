-- The stock files of the French register Sirene: StockEtablissement and StockUniteLegale, each as it is downloaded (a ZIP of one CSV
-- file), both in one ZIP, or unpacked. Only legal persons whose data may be passed on are taken: sole traders (legal category 1000)
-- and units of partial diffusion ("P", cells "[ND]") are skipped whole.
local registers = require "europe.lib.registers"

local sirene = {}

local scheme = "FR-SIREN"
local departements = { ["04"] = true, ["05"] = true, ["06"] = true, ["13"] = true, ["83"] = true, ["84"] = true }
-- Most seats that wait in the storage for the file of legal units.
local waiting_max = 50000
local prefix = "sirene:"
local particles = {
  de = true, du = true, des = true, la = true, le = true, les = true, en = true, et = true, sur = true, sous = true, aux = true,
  ["lès"] = true, ["d"] = true, ["l"] = true,
}

--- A cell that holds something that may be passed on.
local function shown(cell)
  return cell and cell ~= "[ND]" and cell ~= "" and cell or nil
end

--- "AIX-EN-PROVENCE" as "Aix-en-Provence", "MARSEILLE 1ER ARRONDISSEMENT" and "MARSEILLE CEDEX 01" as "Marseille".
local function town(name)
  name = shown(name)
  if not name then
    return nil
  end
  name = name:gsub("%s+%d+E?R?%s+ARRONDISSEMENT$", ""):gsub("%s+CEDEX.*$", ""):lower()
  local position = 0
  return (name:gsub("[^%s%-']+", function(word)
    position = position + 1
    if position > 1 and particles[word] then
      return word
    end
    return (word:gsub("^%l", string.upper))
  end))
end

local function kind_of_file(columns)
  for _, column in ipairs(columns) do
    if column == "siret" then
      return "establishments"
    elseif column == "categorieJuridiqueUniteLegale" then
      return "units"
    end
  end
end

local function files_by_kind()
  local files = {}
  for _, name in ipairs(grappe.files()) do
    local _, columns = grappe.rows(name)
    local kind = kind_of_file(columns)
    if kind then
      files[kind] = name
    end
  end
  if not files.establishments and not files.units then
    error(grappe.t("sirene.unknown_file", { file = grappe.files()[1] }), 0)
  end
  return files
end

--- The département of a municipality's INSEE code, one of the region's; nil for another.
local function departement(code)
  local start = (code or ""):sub(1, 2)
  return departements[start] and "FR-" .. start or nil
end

local function activity(row, suffix)
  local code, version = shown(row["activitePrincipale" .. suffix]), row["nomenclatureActivitePrincipale" .. suffix]
  return code and ("%s:%s"):format(version or "", code)
end

local function seat_of(row)
  local parts = {}
  for _, column in ipairs { "numeroVoie", "indiceRepetition", "typeVoie", "libelleVoie" } do
    parts[#parts + 1] = shown(row[column .. "Etablissement"])
  end
  local city = town(row.libelleCommuneEtablissement) or town(row.libelleCedexEtablissement)
  local place = table.concat({ shown(row.codePostalEtablissement) or "", city or "" }, " ")
  return {
    siret = row.siret, city = city, postcode = shown(row.codePostalEtablissement), territory = departement(row.codeCommuneEtablissement),
    activity = activity(row, "Etablissement"), address = #parts > 0 and table.concat(parts, " ") .. ", " .. place or place,
    usual = shown(row.denominationUsuelleEtablissement) or shown(row.enseigne1Etablissement),
  }
end

local function is_open_seat(row)
  return row.etablissementSiege == "true" and row.statutDiffusionEtablissement == "O" and row.etatAdministratifEtablissement ~= "F"
end

local function is_wanted(seat, run)
  local by_code = not run.codes or registers.has_code(run.codes, (seat.activity or ""):match(":(.*)$"))
  return by_code and (not run.ranges or registers.in_ranges(run.ranges, seat.postcode))
end

--- What the seat says of an actor.
local function facts_of_seat(seat, run)
  return {
    own = {
      sirene_siret = seat.siret, sirene_address = seat.address, sirene_postcode = seat.postcode, sirene_date = run.date,
      sirene_activities = seat.activity and { seat.activity },
    },
    adds = true, missing = { city = seat.city }, aliases = { seat.usual },
  }
end

local function note_change(run, id, facts)
  if registers.keep(id, facts) and not run.touched[id] then
    run.touched[id], run.result.changed = true, run.result.changed + 1
  end
end

local function read_establishments(name, run)
  for row in grappe.rows(name) do
    run.result.rows = run.result.rows + 1
    if is_open_seat(row) then
      local seat, id = seat_of(row), run.actors[row.siren]
      if id then
        run.result.known = run.result.known + 1
        note_change(run, id, facts_of_seat(seat, run))
      elseif run.adds and seat.territory and is_wanted(seat, run) then
        run.waiting = run.waiting + 1
        if run.waiting > waiting_max then
          error(grappe.t("sirene.too_many", { max = waiting_max }), 0)
        end
        grappe.storage.set(prefix .. row.siren, seat)
      end
    end
  end
end

--- Whether a unit is a legal person whose data may be passed on.
local function is_public(row)
  return row.statutDiffusionUniteLegale == "O" and row.categorieJuridiqueUniteLegale ~= "1000"
    and shown(row.denominationUniteLegale) ~= nil
end

--- Legal categories of the register: those that begin with 92 are associations, with 93 foundations, with 5 or 6 companies.
local function kind_of(category)
  local start = (category or ""):sub(1, 2)
  if start == "92" then
    return "association"
  elseif start == "93" then
    return "nonprofit"
  end
  local first = start:sub(1, 1)
  return (first == "5" or first == "6") and "company" or "other"
end

local function facts_of_unit(row, run)
  local founded, ended = shown(row.dateCreationUniteLegale), row.etatAdministratifUniteLegale == "C"
  local code = activity(row, "UniteLegale")
  return {
    own = {
      sirene_category = row.categorieJuridiqueUniteLegale, sirene_founded = founded, sirene_state = ended and "closed" or "active",
      sirene_activities = code and { code }, sirene_date = run.date,
    },
    core = { confirmed_at = run.date, founded = founded }, adds = true,
    aliases = { shown(row.sigleUniteLegale) or shown(row.denominationUsuelle1UniteLegale) },
  }
end

local function add(row, seat, run)
  local actor = grappe.actors.add {
    id = "siren-" .. row.siren, name = row.denominationUniteLegale, kind = kind_of(row.categorieJuridiqueUniteLegale),
    territory = seat.territory, city = seat.city, source = "Sirene", locator = row.siren, confirmed_at = run.date,
  }
  grappe.identifiers.add { actor = actor.id, scheme = scheme, value = row.siren, status = "verified" }
  run.actors[row.siren], run.result.added = actor.id, run.result.added + 1
  note_change(run, actor.id, facts_of_seat(seat, run))
  return actor.id
end

local function read_units(name, run)
  for row in grappe.rows(name) do
    run.result.rows = run.result.rows + 1
    local id = run.actors[row.siren]
    local seat = not id and grappe.storage.get(prefix .. (row.siren or ""))
    if seat or id then
      if not is_public(row) then
        run.result.hidden = run.result.hidden + 1
      elseif seat and row.etatAdministratifUniteLegale == "A" then
        id = add(row, seat, run)
      end
      if id and is_public(row) then
        run.result.known = run.result.known + 1
        note_change(run, id, facts_of_unit(row, run))
      end
      if seat then
        grappe.storage.del(prefix .. row.siren)
      end
    end
  end
end

local function actors()
  local known = registers.known(scheme)
  for siret, id in pairs(registers.known("FR-SIRET")) do
    known[siret:sub(1, 9)] = known[siret:sub(1, 9)] or id
  end
  return known
end

--- Forgets the seats for which no legal unit came.
local function forget()
  local count = 0
  for _, key in ipairs(grappe.storage.keys()) do
    if key:sub(1, #prefix) == prefix then
      grappe.storage.del(key)
      count = count + 1
    end
  end
  return count
end

--- Reads the files. Parameters: `nace` and `postcode` select seats in the region to be added, `only = "known"` adds none, `date` is
--- the date of the stock. The file of establishments comes first: its selected seats wait until that of legal units names them.
function sirene.run(params)
  local files = files_by_kind()
  local run = {
    codes = registers.codes(params.nace), ranges = registers.ranges(params.postcode), date = params.date, actors = actors(),
    waiting = 0, touched = {}, result = { rows = 0, known = 0, changed = 0, added = 0, hidden = 0 },
  }
  run.adds = params.only ~= "known" and (run.codes or run.ranges) and true or false
  if files.establishments then
    forget()
    read_establishments(files.establishments, run)
  end
  if files.units then
    read_units(files.units, run)
    forget()
  end
  run.result.waiting = files.units and 0 or run.waiting
  return run.result
end

return sirene
