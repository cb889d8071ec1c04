-- The register as it is downloaded: made-up enterprises in the official layout, with valid check digits, from a seeded generator.
local registers = require "europe.lib.registers"
local selection = require "lib.bce_selection"

--- A generator of whole numbers (the multiplicative one of Park and Miller), the same on every machine.
local function random(seed)
  return function(below)
    seed = seed * 48271 % 2147483647
    return seed % below
  end
end

--- A number of the register: eight digits and their check, "0999.999.948" for 09999999.
local function number(stem)
  local digits = ("%08d%02d"):format(stem, 97 - stem % 97)
  return digits:sub(1, 4) .. "." .. digits:sub(5, 7) .. "." .. digits:sub(8)
end

local headers = {
  enterprise = "EnterpriseNumber,Status,JuridicalSituation,TypeOfEnterprise,JuridicalForm,JuridicalFormCAC,StartDate",
  denomination = "EntityNumber,Language,TypeOfDenomination,Denomination",
  address = "EntityNumber,TypeOfAddress,CountryNL,CountryFR,Zipcode,MunicipalityNL,MunicipalityFR,StreetNL,StreetFR,HouseNumber,Box,"
    .. "ExtraAddressInfo,DateStrikingOff",
  activity = "EntityNumber,ActivityGroup,NaceVersion,NaceCode,Classification",
  contact = "EntityNumber,EntityContact,ContactType,Value",
  establishment = "EstablishmentNumber,StartDate,EnterpriseNumber",
}
local nace = { "59111", "62010", "62020", "47110", "56101", "90031", "58210" }
local towns = { { "5000", "Namur" }, { "5100", "Jambes" }, { "1000", "Bruxelles" }, { "4000", "Liège" }, { "7000", "Mons" } }

local function add(files, kind, ...)
  local cells = table.pack(...)
  for position = 1, cells.n do
    cells[position] = cells[position] == nil and "" or ('"%s"'):format(cells[position])
  end
  table.insert(files[kind], table.concat(cells, ","))
end

--- Returns the files of `count` enterprises, every tenth of them a natural person, and their selection as a second opinion.
local function register(count, date)
  local files, next_number, wanted, total = {}, random(2026), 0, 0
  for kind, header in pairs(headers) do
    files[kind] = { header }
  end
  for position = 1, count do
    local written, is_person = number(9100000 + position), position % 10 == 0
    local town, code = towns[next_number(#towns) + 1], nace[next_number(#nace) + 1]
    add(files, "enterprise", written, "AC", "000", is_person and "1" or "2", not is_person and "610" or nil, nil, "01-02-2001")
    add(files, "denomination", written, "2", "001", "Verzonnen " .. position)
    add(files, "denomination", written, "1", "001", "Invention " .. position)
    add(files, "address", written, "REGO", nil, nil, town[1], town[2], town[2], "Straat", "Rue", "1", nil, nil, nil)
    add(files, "activity", written, "001", "2003", "62010", "SECO")
    add(files, "activity", written, "001", "2025", code, "MAIN")
    total = total + 6
    if code:sub(1, 2) == "59" or code:sub(1, 2) == "62" then
      wanted = wanted + ((not is_person and town[1]:sub(1, 1) == "5") and 1 or 0)
    end
  end
  local texts = {}
  for kind, lines in pairs(files) do
    texts[kind .. ".csv"] = table.concat(lines, "\r\n") .. "\r\n"
  end
  texts["meta.csv"] = ('"Variable","Value"\n"SnapshotDate","%s"\n"ExtractType","full"\n'):format(date)
  texts["code.csv"] = '"Category","Code","Language","Description"\n"JuridicalForm","610","NL","Besloten vennootschap"\n'
    .. '"JuridicalForm","610","FR","Société à responsabilité limitée"\n'
  return texts, wanted, total
end

test("of ten thousand rows the enterprises of given activities and postcodes are added, natural persons never", function(t)
  local texts, wanted, total = register(1700, "01-06-2026")
  t.ok(total > 10000 and wanted > 50)
  local params = { nace = "59,62", postcode = "5000-5999" }
  local result = t.import("bce", texts, params)
  t.equal({ result.added, result.rows, result.date }, { wanted, total, "2026-06-01" })
  local added = grappe.actors.find({ source = "BCE" }, { order = "id" })
  t.equal(#added, wanted)
  for _, actor in ipairs(added) do
    t.equal({ actor.kind, actor.territory, actor.confirmed_at }, { "company", "BE-WNA", "2026-06-01" })
    t.ok(actor.name:find("^Invention %d+$") and tonumber(actor.name:match("%d+")) % 10 ~= 0)
    t.equal(actor["wallonia.bce_legal_form"], "Société à responsabilité limitée")
    t.equal(#actor["wallonia.nace"], 2)
  end
  local again = t.import("bce", texts, params)
  t.equal({ again.added, again.changed, again.known }, { 0, 0, wanted * 6 })
end)

local function small(extra)
  local texts = register(0, "01-06-2026")
  for kind, lines in pairs(extra) do
    texts[kind .. ".csv"] = headers[kind] .. "\n" .. table.concat(lines, "\n") .. "\n"
  end
  return texts
end

test("all rows of an actor are kept, and those of other files do not count as enterprises", function(t)
  local id = grappe.actors.add({ name = "Essai", kind = "company", territory = "BE-WNA" }).id
  grappe.identifiers.add { actor = id, scheme = "BE-BCE_KBO", value = "0403170701" }
  t.import("bce", small {
    enterprise = { "0403.170.701,AC,000,2,014,,31-12-1935" },
    denomination = {
      "0403.170.701,1,001,ESSAI", "0403.170.701,2,001,Proef", "0403.170.701,1,003,Essai Commercial", "0403.170.701,1,002,ESS",
    },
    address = { "0403.170.701,REGO,,,5000,Namen,Namur,Straat,Rue,1,A,,", "0403.170.701,BAET,,,4000,Luik,Liège,,,,,," },
    activity = { "0403.170.701,001,2008,62010,MAIN", "0403.170.701,001,2008,62010,SECO", "0403.170.701,001,2025,62100,MAIN" },
    contact = { "0403.170.701,ENT,TEL,081/00.00.00", "0403.170.701,ENT,WEB,www.essai.example" },
    establishment = { "2.000.000.339,01-04-2019,0403.170.701", "2.000.000.438,01-05-2020,0403.170.701" },
  })
  local actor = grappe.actors.get(id)
  t.equal(actor.founded, "1935-12-31")
  t.equal(actor.aliases, { "ESSAI", "Proef", "Essai Commercial", "ESS" })
  t.equal(actor["wallonia.nace"], { "2008:62010", "2025:62100" })
  t.equal(#actor["wallonia.bce_addresses"], 2)
  t.equal(actor["wallonia.bce_postcode"], "5000")
  t.equal(actor.website, "https://www.essai.example")
  t.equal(actor["wallonia.bce_establishments"], { "2000000339", "2000000438" })
  t.equal(actor.confirmed_at, "2026-06-01")
end)

test("on an actor of somebody else the register adds its own fields, and refuses nothing", function(t)
  local actor = grappe.actors.find({ owner = "europe" }, { order = "id", limit = 1 })[1]
  grappe.identifiers.add { actor = actor.id, scheme = "BE-BCE_KBO", value = "0403170701" }
  local written = "0403.170.701"
  local result = t.import("bce", small { enterprise = { written .. ",AC,000,2,014,,31-12-1935" } })
  t.equal(result.changed, 1)
  local after = grappe.actors.get(actor.id)
  t.equal({ after.founded, after.confirmed_at }, { actor.founded, actor.confirmed_at })
  t.equal({ after["wallonia.bce_founded"], after["wallonia.bce_date"] }, { "1935-12-31", "2026-06-01" })
end)

test("known adds nobody, and selections that cannot be understood are refused", function(t)
  local texts = register(30, "01-06-2026")
  t.equal(t.import("bce", texts, { nace = "59,62", only = "known" }).added, 0)
  t.equal(t.import("bce", texts, {}).added, 0)
  t.raises(function() t.import("bce", texts, { postcode = "5999-5000" }) end, grappe.t("registers.bad_range", { found = "5999-5000" }))
  t.raises(function() t.import("bce", texts, { nace = "audiovisuel" }) end, grappe.t("registers.bad_code", { found = "audiovisuel" }))
  texts["denomination.csv"] = nil
  t.raises(function() t.import("bce", texts, { nace = "62" }) end, grappe.t("bce.needs_file", { file = "denomination.csv" }))
end)

test("codes are selected by their beginning, postcodes by range", function(t)
  local codes, ranges = registers.codes("59, 62.01"), registers.ranges("5000-5999;1000")
  for code, is_in in pairs { ["59111"] = true, ["62.010"] = true, ["6202"] = false } do
    t.equal({ code, registers.has_code(codes, code) }, { code, is_in })
  end
  for postcode, is_in in pairs { ["5100"] = true, ["1000"] = true, ["1001"] = false, ["500"] = false } do
    t.equal({ postcode, registers.in_ranges(ranges, postcode) }, { postcode, is_in })
  end
  t.equal({ selection.province("5000"), selection.province("2070"), selection.province("") }, { "BE-WNA", "BE-VOV", "BE" })
end)
