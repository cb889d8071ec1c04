-- The stock files of Sirene: made-up units in the official layout, with valid check digits, from a seeded generator.
local function random(seed)
  return function(below)
    seed = seed * 48271 % 2147483647
    return seed % below
  end
end

--- Appends the digit that completes a number by Luhn's rule.
local function luhn(stem)
  local sum = 0
  for position = #stem, 1, -1 do
    local digit = tonumber(stem:sub(position, position))
    if (#stem - position) % 2 == 0 then
      digit = digit * 2 > 9 and digit * 2 - 9 or digit * 2
    end
    sum = sum + digit
  end
  return stem .. (10 - sum % 10) % 10
end

local unit_columns = "siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,dateCreationUniteLegale,sigleUniteLegale,sexeUniteLegale,"
  .. "prenom1UniteLegale,prenom2UniteLegale,prenom3UniteLegale,prenom4UniteLegale,prenomUsuelUniteLegale,pseudonymeUniteLegale,"
  .. "identifiantAssociationUniteLegale,trancheEffectifsUniteLegale,anneeEffectifsUniteLegale,dateDernierTraitementUniteLegale,"
  .. "nombrePeriodesUniteLegale,categorieEntreprise,anneeCategorieEntreprise,dateDebut,etatAdministratifUniteLegale,nomUniteLegale,"
  .. "nomUsageUniteLegale,denominationUniteLegale,denominationUsuelle1UniteLegale,denominationUsuelle2UniteLegale,"
  .. "denominationUsuelle3UniteLegale,categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
  .. "nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale,societeMissionUniteLegale,"
  .. "caractereEmployeurUniteLegale"
local seat_columns = "siren,nic,siret,statutDiffusionEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,"
  .. "anneeEffectifsEtablissement,activitePrincipaleRegistreMetiersEtablissement,dateDernierTraitementEtablissement,etablissementSiege,"
  .. "nombrePeriodesEtablissement,complementAdresseEtablissement,numeroVoieEtablissement,indiceRepetitionEtablissement,"
  .. "typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,"
  .. "libelleCommuneEtrangerEtablissement,distributionSpecialeEtablissement,codeCommuneEtablissement,codeCedexEtablissement,"
  .. "libelleCedexEtablissement,dateDebut,etatAdministratifEtablissement,enseigne1Etablissement,denominationUsuelleEtablissement,"
  .. "activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement,caractereEmployeurEtablissement"

--- A row of a file: the cells of the columns that `cells` names, the others empty.
local function line(columns, cells)
  local list = {}
  for column in columns:gmatch("[^,]+") do
    list[#list + 1] = cells[column] or ""
  end
  return table.concat(list, ",")
end

local function unit(siren, cells)
  local row = {
    siren = siren, statutDiffusionUniteLegale = "O", etatAdministratifUniteLegale = "A", dateCreationUniteLegale = "2004-02-01",
    categorieJuridiqueUniteLegale = "5710", denominationUniteLegale = "INVENTION " .. siren, activitePrincipaleUniteLegale = "62.01Z",
    nomenclatureActivitePrincipaleUniteLegale = "NAFRev2",
  }
  for column, cell in pairs(cells or {}) do row[column] = cell end
  return line(unit_columns, row)
end

local function seat(siren, cells)
  local row = {
    siren = siren, nic = "00010", siret = siren .. "00010", statutDiffusionEtablissement = "O", etablissementSiege = "true",
    numeroVoieEtablissement = "1", typeVoieEtablissement = "RUE", libelleVoieEtablissement = "INVENTEE", codePostalEtablissement = "13100",
    libelleCommuneEtablissement = "AIX-EN-PROVENCE", codeCommuneEtablissement = "13001", etatAdministratifEtablissement = "A",
    activitePrincipaleEtablissement = "62.01Z", nomenclatureActivitePrincipaleEtablissement = "NAFRev2",
  }
  for column, cell in pairs(cells or {}) do row[column] = cell end
  return line(seat_columns, row)
end

local places = {
  { codePostalEtablissement = "13001", libelleCommuneEtablissement = "MARSEILLE 1ER ARRONDISSEMENT", codeCommuneEtablissement = "13201" },
  { codePostalEtablissement = "75001", libelleCommuneEtablissement = "PARIS 1", codeCommuneEtablissement = "75101" },
  { codePostalEtablissement = "59000", libelleCommuneEtablissement = "LILLE", codeCommuneEtablissement = "59350" },
  { codePostalEtablissement = "06000", libelleCommuneEtablissement = "NICE", codeCommuneEtablissement = "06088" },
}

--- Returns both files of `count` units, and the number of those to be added for the activity 62 in the region.
local function stock(count)
  local units, seats, below, wanted = { unit_columns }, { seat_columns }, random(13), 0
  for position = 1, count do
    local siren, place, is_it = luhn(("%08d"):format(91000000 + position)), places[below(#places) + 1], below(8) == 0
    local is_person, is_hidden, is_closed = below(4) == 0, below(5) == 0, below(10) == 0
    local cells = {
      activitePrincipaleEtablissement = is_it and "62.01Z" or "47.11B", statutDiffusionEtablissement = is_hidden and "P" or "O",
    }
    for column, cell in pairs(place) do cells[column] = cell end
    seats[#seats + 1] = seat(siren, cells)
    units[#units + 1] = unit(siren, {
      categorieJuridiqueUniteLegale = is_person and "1000" or "5710", denominationUniteLegale = is_person and "" or nil,
      nomUniteLegale = is_person and "INVENTE" or "", statutDiffusionUniteLegale = is_hidden and "P" or "O",
      etatAdministratifUniteLegale = is_closed and "C" or "A",
    })
    local is_near = place.codeCommuneEtablissement:find("^13") or place.codeCommuneEtablissement:find("^06")
    wanted = wanted + ((is_it and is_near and not is_person and not is_hidden and not is_closed) and 1 or 0)
  end
  return table.concat(units, "\n"), table.concat(seats, "\n"), wanted
end

test("of ten thousand rows the legal persons of given activities in the region are added, from two files one after the other", function(t)
  local units, seats, wanted = stock(5200)
  t.ok(wanted > 100)
  local params = { nace = "62", date = "2026-07-01" }
  local first = t.import("sirene", { ["StockEtablissement_utf8.csv"] = seats }, params)
  t.equal({ first.added, first.rows }, { 0, 5200 })
  t.ok(first.waiting > wanted)
  local second = t.import("sirene", { ["StockUniteLegale_utf8.csv"] = units }, params)
  t.equal({ second.added, second.rows, second.waiting }, { wanted, 5200, 0 })
  t.equal(grappe.storage.keys(), {})
  for actor in grappe.actors.each { source = "Sirene" } do
    t.equal({ actor.kind, actor.confirmed_at, actor["paca.sirene_state"] }, { "company", "2026-07-01", "active" })
    t.ok((actor.territory == "FR-13" and actor.city == "Marseille") or (actor.territory == "FR-06" and actor.city == "Nice"))
    t.ok(actor.name:find("^INVENTION"))
  end
  local both = { ["units.csv"] = units, ["seats.csv"] = seats }
  local again = t.import("sirene", both, params)
  t.equal({ again.added, again.changed }, { 0, 0 })
end)

local siren = luhn("91000001")

test("what may not be passed on is not taken, even of an actor that is known", function(t)
  local id = grappe.actors.add({ name = "Essai", kind = "company", territory = "FR-13" }).id
  grappe.identifiers.add { actor = id, scheme = "FR-SIREN", value = siren }
  local texts = {
    ["seats.csv"] = seat_columns .. "\n" .. seat(siren, { statutDiffusionEtablissement = "P", libelleVoieEtablissement = "[ND]" }),
    ["units.csv"] = unit_columns .. "\n" .. unit(siren, { statutDiffusionUniteLegale = "P", denominationUniteLegale = "[ND]" }),
  }
  local result = t.import("sirene", texts, {})
  t.equal({ result.hidden, result.changed }, { 1, 0 })
  texts["units.csv"] = unit_columns .. "\n" .. unit(siren, { categorieJuridiqueUniteLegale = "1000", nomUniteLegale = "INVENTE" })
  t.equal(t.import("sirene", texts, {}).changed, 0)
end)

test("a seat gives town, address and NAF code; CEDEX and arrondissements are no towns", function(t)
  local id = grappe.actors.add({ name = "Essai", kind = "company", territory = "FR-13" }).id
  grappe.identifiers.add { actor = id, scheme = "FR-SIREN", value = siren }
  local row = seat(siren, {
    libelleCommuneEtablissement = "", libelleCedexEtablissement = "MARSEILLE CEDEX 02", enseigne1Etablissement = "ATELIER",
  })
  t.equal(t.import("sirene", seat_columns .. "\n" .. row, { date = "2026-07-01" }).changed, 1)
  local actor = grappe.actors.get(id)
  t.equal({ actor.city, actor["paca.sirene_address"] }, { "Marseille", "1 RUE INVENTEE, 13100 Marseille" })
  t.equal({ actor["paca.sirene_activities"], actor.aliases }, { { "NAFRev2:62.01Z" }, { "ATELIER" } })
  t.equal(actor["paca.sirene_date"], "2026-07-01")
end)

test("a file of something else is refused", function(t)
  t.raises(function() t.import("sirene", "a,b\n1,2\n", {}) end, grappe.t("sirene.unknown_file", { file = "rows.csv" }))
end)
