-- The open data of the Belgian enterprise register (Banque-Carrefour des Entreprises): enterprise.csv, denomination.csv,
-- address.csv and activity.csv, in the layout in which it publishes them. Rows of unknown enterprises are skipped:
-- the register has millions, the map its own actors.
local bce = {}

local scheme = "BE-BCE_KBO"

-- The codes of the register's JuridicalForm that the rules of the funding instruments use.
local legal_forms = { ["014"] = "sa", ["015"] = "sprl", ["017"] = "asbl", ["610"] = "srl" }

--- "0403.019.261" as ten digits.
local function digits(number)
  return number and (number:gsub("%D", ""))
end

local function actors_by_number()
  local actors = {}
  for identifier in grappe.identifiers.each { scheme = scheme } do
    actors[digits(identifier.value)] = identifier.actor
  end
  return actors
end

--- "31-12-2019" as "2019-12-31"; nil when it is no date.
local function iso_date(text)
  local day, month, year = (text or ""):match("^(%d%d)%-(%d%d)%-(%d%d%d%d)$")
  return year and ("%s-%s-%s"):format(year, month, day)
end

local readers = {}

function readers.enterprise(row)
  return { founded = iso_date(row.StartDate), legal_form = legal_forms[row.JuridicalForm] }
end

--- TypeOfDenomination 002 is an abbreviation, 003 a commercial name; 001, the social name, is the actor's own.
function readers.denomination(row, actor)
  if row.Denomination == actor.name or not row.Denomination then
    return {}
  end
  local aliases = actor.aliases or {}
  for _, alias in ipairs(aliases) do
    if alias == row.Denomination then
      return {}
    end
  end
  aliases[#aliases + 1] = row.Denomination
  return { aliases = aliases }
end

--- Only the seat (TypeOfAddress REGO) places an actor, and only one without a known city.
function readers.address(row, actor)
  return { city = row.TypeOfAddress == "REGO" and not actor.city and row.MunicipalityFR or nil }
end

function readers.activity(row, actor)
  local codes = actor["wallonia.nace"] or {}
  local code = ("%s:%s"):format(row.NaceVersion or "", row.NaceCode or "")
  for _, known in ipairs(codes) do
    if known == code then
      return {}
    end
  end
  codes[#codes + 1] = code
  return { ["wallonia.nace"] = codes }
end

--- The kind of the file, found by a column that only it has.
local function reader_of(row)
  local kinds = {
    enterprise = "JuridicalForm", denomination = "TypeOfDenomination", address = "TypeOfAddress", activity = "NaceCode",
  }
  for kind, column in pairs(kinds) do
    if row[column] then
      return readers[kind], kind
    end
  end
  if row.EnterpriseNumber then
    return readers.enterprise, "enterprise"
  end
end

local function changes_of(fields, actor)
  local changes = {}
  for name, value in pairs(fields) do
    if actor[name] ~= value then
      changes[name] = value
    end
  end
  return changes
end

--- Reads the rows of one of the files; returns the number of rows, of those about an actor, and of those that changed one.
function bce.run(rows)
  local actors, reader, kind = actors_by_number(), nil, nil
  local result = { rows = 0, known = 0, changed = 0 }
  for row, line in rows do
    if not reader then
      reader, kind = reader_of(row)
      if not reader then
        error(grappe.t("bce.unknown_file", { line = line }), 0)
      end
    end
    result.rows = result.rows + 1
    local id = actors[digits(row.EnterpriseNumber or row.EntityNumber)]
    if id then
      result.known = result.known + 1
      local actor = grappe.actors.get(id)
      local changes = changes_of(reader(row, actor), actor)
      if next(changes) then
        grappe.actors.set(id, changes)
        result.changed = result.changed + 1
      end
    end
  end
  result.file = kind
  return result
end

return bce
