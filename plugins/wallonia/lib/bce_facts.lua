-- Rows of each file of the Belgian enterprise register about one enterprise, as fields of its actor.
local facts = {
  scheme = "BE-BCE_KBO",
  kinds = { "enterprise", "denomination", "address", "activity", "contact", "establishment" },
}

-- The codes of the register's JuridicalForm that the rules of the funding instruments use.
local legal_forms = { ["014"] = "sa", ["015"] = "sprl", ["017"] = "asbl", ["610"] = "srl" }

local languages = { ["1"] = "fr", ["2"] = "nl", ["3"] = "de", ["4"] = "en" }

--- "0403.019.261" as ten digits.
function facts.digits(number)
  return number and (number:gsub("%D", ""))
end

--- "31-12-2019" as "2019-12-31"; nil when it is no date.
local function iso_date(text)
  local day, month, year = (text or ""):match("^(%d%d)%-(%d%d)%-(%d%d%d%d)$")
  return year and ("%s-%s-%s"):format(year, month, day)
end

--- Status AC is the only one of the open data; the juridical situation 000 is the ordinary one.
function facts.enterprise(rows, run)
  local row = rows[#rows]
  local founded, form = iso_date(row.StartDate), row.JuridicalForm
  return {
    own = {
      bce_founded = founded, bce_legal_form = form and (run.forms[form] or form), bce_situation = row.JuridicalSituation,
      bce_date = run.date,
    },
    core = { founded = founded, legal_form = legal_forms[form], confirmed_at = run.date },
  }
end

--- TypeOfDenomination 001 is the social name, 002 an abbreviation, 003 a commercial name.
function facts.denomination(rows)
  local names, aliases = {}, {}
  for _, row in ipairs(rows) do
    if row.Denomination then
      names[#names + 1] = ("%s (%s)"):format(row.Denomination, languages[row.Language] or row.TypeOfDenomination)
      aliases[#aliases + 1] = row.Denomination
    end
  end
  return { own = { bce_names = names }, aliases = aliases }
end

--- The name of the municipality in the language of the region where the register has only that one.
function facts.municipality(row)
  return row.MunicipalityFR or row.MunicipalityNL
end

local function written_address(row)
  local street = row.StreetFR or row.StreetNL
  local line = street and table.concat({ street, row.HouseNumber or "" }, " "):gsub("%s+$", "")
  local place = table.concat({ row.Zipcode or "", facts.municipality(row) or "" }, " "):gsub("^%s+", ""):gsub("%s+$", "")
  local box = row.Box and grappe.t("bce.box", { box = row.Box })
  local list = {}
  for _, part in ipairs { line or "", box or "", place } do
    if part ~= "" then
      list[#list + 1] = part
    end
  end
  return table.concat(list, ", ")
end

--- Only the seat (TypeOfAddress REGO) places an actor, and only one without a known city.
function facts.address(rows)
  local all, seat = {}, nil
  for position, row in ipairs(rows) do
    all[position] = ("%s: %s"):format(row.TypeOfAddress or "", written_address(row))
    seat = row.TypeOfAddress == "REGO" and row or seat
  end
  return {
    own = { bce_addresses = all, bce_postcode = seat and seat.Zipcode },
    missing = { city = seat and facts.municipality(seat) },
  }
end

function facts.activity(rows)
  local codes, seen = {}, {}
  for _, row in ipairs(rows) do
    local code = ("%s:%s"):format(row.NaceVersion or "", row.NaceCode or "")
    if not seen[code] then
      seen[code], codes[#codes + 1] = true, code
    end
  end
  return { own = { nace = codes } }
end

--- Only websites: numbers and e-mail addresses may be those of a person, and fields of a plugin are public.
function facts.contact(rows)
  local sites = {}
  for _, row in ipairs(rows) do
    if row.ContactType == "WEB" and row.Value then
      sites[#sites + 1] = row.Value:match("^https?://") and row.Value or "https://" .. row.Value
    end
  end
  local is_address = sites[1] and sites[1]:match("^https?://[%w.-]+%.%a%a+[^%s]*$")
  return { own = { bce_websites = #sites > 0 and sites or nil }, missing = { website = is_address and sites[1] or nil } }
end

function facts.establishment(rows)
  local numbers = {}
  for _, row in ipairs(rows) do
    numbers[#numbers + 1] = facts.digits(row.EstablishmentNumber)
  end
  return { own = { bce_establishments = numbers } }
end

return facts
