-- The enterprises of the Belgian register that an import adds: legal persons of given activities whose seat lies in given postcodes.
local facts = require "lib.bce_facts"
local registers = require "europe.lib.registers"

local selection = {}

-- Most enterprises that one import adds; more need narrower codes or postcodes.
selection.max = 50000

-- The provinces of the Belgian postcodes, by their first and last; Zwijndrecht alone has left the province of its code.
local provinces = {
  { 1000, 1299, "BE-BRU" }, { 1300, 1499, "BE-WBR" }, { 1500, 1999, "BE-VBR" }, { 2000, 2999, "BE-VAN" }, { 3000, 3499, "BE-VBR" },
  { 3500, 3999, "BE-VLI" }, { 4000, 4999, "BE-WLG" }, { 5000, 5999, "BE-WNA" }, { 6000, 6599, "BE-WHT" }, { 6600, 6999, "BE-WLX" },
  { 7000, 7999, "BE-WHT" }, { 8000, 8999, "BE-VWV" }, { 9000, 9999, "BE-VOV" },
}
local moved = { [2070] = "BE-VOV" }

function selection.province(postcode)
  local number = math.tointeger(tonumber(postcode))
  for _, range in ipairs(provinces) do
    if number and number >= range[1] and number <= range[2] then
      return moved[number] or range[3]
    end
  end
  return "BE"
end

--- The kind of an actor of this legal form, by the words of its label in the register.
local function kind_of(form, forms)
  local label = (forms[form] or ""):lower()
  if form == "017" or label:find("^association") then
    return "association"
  elseif label:find("^fondation") then
    return "nonprofit"
  elseif form == "014" or form == "015" or form == "610" or label:find("^soci.t") then
    return "company"
  end
  return "other"
end

--- Calls `take` for each row of the files of a kind that is about an enterprise of `chosen`, or about any when that is nil.
local function each(files, kind, chosen, take)
  for _, name in ipairs(files[kind] or {}) do
    local written, number = nil, nil
    for row in grappe.rows(name) do
      local text = row.EnterpriseNumber or row.EntityNumber
      if text ~= written then
        written, number = text, facts.digits(text)
      end
      if number and (not chosen or chosen[number]) then
        take(number, row)
      end
    end
  end
end

--- Rows of NACE-BEL 2003 are passed over: the same digits mean another activity there.
local function by_activity(files, codes, known)
  local found, total = {}, 0
  each(files, "activity", nil, function(number, row)
    local is_wanted = row.NaceVersion ~= "2003" and registers.has_code(codes, row.NaceCode)
    if is_wanted and not found[number] and not known[number] and number:match("^[01]") then
      found[number], total = {}, total + 1
      if total > selection.max * 10 then
        error(grappe.t("bce.too_many", { max = selection.max }), 0)
      end
    end
  end)
  return found
end

local function by_seat(files, ranges, chosen, known)
  local found = {}
  each(files, "address", chosen, function(number, row)
    local is_wanted = row.TypeOfAddress == "REGO" and (not ranges or registers.in_ranges(ranges, row.Zipcode))
    if is_wanted and not known[number] then
      found[number] = { postcode = row.Zipcode, city = facts.municipality(row) }
    end
  end)
  return found
end

--- Keeps the active legal persons; TypeOfEnterprise 1 is a natural person, whose data is not taken.
local function describe(files, chosen)
  local found, total = {}, 0
  each(files, "enterprise", chosen, function(number, row)
    if row.TypeOfEnterprise == "2" and row.Status == "AC" then
      found[number], total = chosen[number], total + 1
      found[number].form = row.JuridicalForm
    end
  end)
  if total > selection.max then
    error(grappe.t("bce.too_many", { max = selection.max }), 0)
  end
  each(files, "denomination", found, function(number, row)
    local entry = found[number]
    if row.TypeOfDenomination == "001" and (not entry.name or row.Language == "1") then
      entry.name = row.Denomination
    end
  end)
  return found
end

local function sorted(set)
  local numbers = {}
  for number in pairs(set) do
    numbers[#numbers + 1] = number
  end
  table.sort(numbers)
  return numbers
end

local function add(number, entry, run)
  local actor = grappe.actors.add {
    id = "bce-" .. number, name = entry.name, kind = kind_of(entry.form, run.forms), territory = selection.province(entry.postcode),
    city = entry.city, source = "BCE", locator = number, confirmed_at = run.date,
  }
  grappe.identifiers.add { actor = actor.id, scheme = facts.scheme, value = number, status = "verified" }
  run.actors[number] = actor.id
end

--- Adds the selected enterprises to the actors, and to `run.actors`; returns their number.
function selection.add(files, params, run)
  local codes, ranges = registers.codes(params.nace), registers.ranges(params.postcode)
  if params.only == "known" or not (codes or ranges) then
    return 0
  end
  for _, kind in ipairs { "enterprise", "denomination", "address", codes and "activity" } do
    if not files[kind] then
      error(grappe.t("bce.needs_file", { file = kind .. ".csv" }), 0)
    end
  end
  local chosen = codes and by_activity(files, codes, run.actors)
  chosen = describe(files, by_seat(files, ranges, chosen, run.actors))
  local added = 0
  for _, number in ipairs(sorted(chosen)) do
    if chosen[number].name then
      add(number, chosen[number], run)
      added = added + 1
    end
  end
  return added
end

return selection
