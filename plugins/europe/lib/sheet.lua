-- The cells of a sheet of members: headers in three languages, dates and amounts as people write them.
local labels = require "lib.labels"

local sheet = {}

--- The headers of each field, without accents, case and punctuation.
local headers = {
  actor = { "actor", "acteur", "akteur", "actor id" },
  name = { "name", "nom", "organisation", "organization", "member", "membre", "mitglied", "raison sociale", "firma" },
  kind = { "kind", "genre", "type", "art" },
  bce = { "bce", "kbo", "bce number", "numero bce", "numero d entreprise", "unternehmensnummer" },
  siren = { "siren" },
  siret = { "siret" },
  rcs = { "rcs", "rcs luxembourg", "rcsl" },
  website = { "website", "site", "site web", "url", "webseite" },
  street = { "street", "address", "rue", "adresse", "strasse" },
  postcode = { "postcode", "zip", "code postal", "cp", "plz", "postleitzahl" },
  city = { "city", "town", "ville", "localite", "ort", "stadt" },
  country = { "country", "pays", "land" },
  contact_name = { "contact", "contact name", "nom du contact", "personne de contact", "ansprechperson" },
  contact_given_name = { "given name", "first name", "prenom", "vorname", "contact given name" },
  contact_family_name = { "family name", "last name", "nom de famille", "nachname", "contact family name" },
  contact_email = { "email", "e mail", "mail", "courriel", "contact email" },
  contact_phone = { "phone", "telephone", "tel", "telefon", "gsm", "mobile", "contact phone" },
  contact_role = { "role", "rolle", "contact role" },
  contact_title = { "title", "fonction", "funktion", "titre", "contact title" },
  category = { "category", "categorie", "kategorie" },
  start = { "start", "since", "debut", "depuis", "date d adhesion", "adhesion", "beginn", "seit", "eintritt" },
  ["end"] = { "end", "until", "fin", "sortie", "ende", "austritt" },
  status = { "status", "statut" },
  number = { "number", "member number", "numero", "numero de membre", "nummer", "mitgliedsnummer" },
  dues = { "dues", "fee", "amount", "cotisation", "montant", "beitrag", "betrag" },
  currency = { "currency", "devise", "monnaie", "wahrung" },
  year = { "year", "annee", "exercice", "jahr" },
  due_on = { "due", "due on", "echeance", "fallig", "fallig am" },
  paid_on = { "paid", "paid on", "paye le", "payee le", "paye", "payee", "bezahlt", "bezahlt am" },
  reference = { "reference", "invoice", "facture", "numero de facture", "rechnung", "rechnungsnummer", "referenz" },
}

local field_of = {}
for field, names in pairs(headers) do
  field_of[field:gsub("_", " ")] = field
  for _, name in ipairs(names) do
    field_of[name] = field
  end
end

local function plain(text)
  return (labels.sort_key(text):gsub("[^%w]+", " "):gsub("^ +", ""):gsub(" +$", ""))
end

--- Returns the name of a column's field; nil for a column that is not read.
function sheet.field(header)
  return field_of[plain(header)]
end

--- Returns a text as it is compared: without case, accents and punctuation.
sheet.plain = plain

--- Returns the types of the columns that the host reads, by their headers: dates and amounts as people write them.
function sheet.columns()
  local columns = {}
  for field, type in pairs { start = "date", ["end"] = "date", due_on = "date", paid_on = "date", dues = "money" } do
    columns[field:gsub("_", " ")] = type
    for _, header in ipairs(headers[field]) do
      columns[header] = type
    end
  end
  return columns
end

--- Returns a function that gives the code of a scheme for a code or a label in any language, of a term of another scheme that says
--- the same too; another text is given back as it is.
function sheet.codes(scheme)
  local codes = {}
  local function add(concept, code)
    for _, label in pairs(concept.label) do
      codes[plain(label)] = code
    end
    codes[plain(concept.code)] = code
  end
  local own = grappe.concepts.find { scheme = scheme }
  for _, concept in ipairs(own) do
    for _, same in ipairs(grappe.concepts.find { exact_match = { has = concept.id } }) do
      add(same, concept.code)
    end
    for _, same in ipairs(concept.exact_match and grappe.concepts.get(concept.exact_match) or {}) do
      add(same, concept.code)
    end
  end
  -- The scheme's own words come before those of others.
  for _, concept in ipairs(own) do
    add(concept, concept.code)
  end
  return function(text)
    return text and (codes[plain(text)] or codes[plain((text:gsub("%.", "")))] or text)
  end
end

local statuses = {
  applied = "applied", demandee = "applied", demande = "applied", beantragt = "applied", candidat = "applied",
  active = "active", actif = "active", aktiv = "active", suspended = "suspended", suspendue = "suspended", suspendu = "suspended",
  ruhend = "suspended", ended = "ended", terminee = "ended", termine = "ended", sorti = "ended", beendet = "ended",
}

--- Returns the status of a membership for a word in three languages; another text is given back as it is.
function sheet.status(text)
  return text and (statuses[plain(text)] or text)
end

--- Reads a row as fields; cells without a text are left out.
function sheet.read(row)
  local fields = {}
  for header, text in pairs(row) do
    local field, value = sheet.field(header), type(text) == "string" and text:match("^%s*(.-)%s*$") or text
    if field and value ~= "" then
      fields[field] = value
    end
  end
  return fields
end

return sheet
