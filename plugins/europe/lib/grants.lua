-- Grants in the 360Giving Data Standard, of any publisher: a package in JSON, or its table as CSV or a spreadsheet. Funders and recipients
-- are found by their org-id, else by their name; the others are added.
local labels = require "lib.labels"

local grants = {}

-- The schemes whose numbers grappe checks; an identifier of another scheme is only a name here.
local schemes = {
  "BE-BCE_KBO", "FR-SIREN", "FR-SIRET", "FR-RNA", "LU-RCS", "GB-CHC", "GB-COH", "GB-SC", "GB-NIC", "GB-EDU", "GB-UKPRN", "GB-GOR",
  "NL-KVK", "DE-CR", "IE-CHY", "IE-CRO",
}

local function text(value)
  value = value and tostring(value):match("^%s*(.-)%s*$")
  return value ~= "" and value or nil
end

local function first(list)
  return list and list[1] or {}
end

--- A grant of a package in JSON.
local function of_json(grant)
  local planned = first(grant.plannedDates)
  return {
    id = text(grant.id), title = text(grant.title), description = text(grant.description), currency = text(grant.currency),
    amount = grant.amountAwarded, date = text(grant.awardDate), url = text(grant.url), start = text(planned.startDate),
    finish = text(planned.endDate), funder = first(grant.fundingOrganization),
    recipient = grant.recipientOrganization and first(grant.recipientOrganization) or nil,
  }
end

--- A grant of a table, whose columns have the titles of the standard.
local function of_table(row)
  local recipient = { id = row["Recipient Org:Identifier"], name = row["Recipient Org:Name"] }
  return {
    id = text(row["Identifier"]), title = text(row["Title"]), description = text(row["Description"]), currency = text(row["Currency"]),
    amount = row["Amount Awarded"], date = text(row["Award Date"]), url = text(row["URL"]),
    start = text(row["Planned Dates:Start Date"]), finish = text(row["Planned Dates:End Date"]),
    funder = { id = row["Funding Org:Identifier"], name = row["Funding Org:Name"] },
    recipient = text(recipient.id) and recipient or nil,
  }
end

--- "2026-05-04T00:00:00+00:00" as a day; nil for what is no date.
local function day(written)
  return written and (written:match("^%d%d%d%d%-%d%d%-%d%d") or written:match("^%d%d%d%d%-%d%d$") or written:match("^%d%d%d%d$"))
end

--- An amount in major units as cents; nil for what is no number.
local function cents(written)
  local amount = tonumber((tostring(written or ""):gsub("[,%s]", "")))
  return amount and math.tointeger(math.floor(amount * 100 + 0.5))
end

--- The scheme and the number of an org-id, "GB-CHC-1164883"; nil for another identifier.
local function number_of(id)
  for _, scheme in ipairs(schemes) do
    if id and id:sub(1, #scheme + 1) == scheme .. "-" then
      return scheme, id:sub(#scheme + 2)
    end
  end
end

local function index()
  local known = { numbers = {}, names = {} }
  for identifier in grappe.identifiers.each({}, { fields = { "actor", "scheme", "value" } }) do
    known.numbers[identifier.scheme .. "-" .. identifier.value] = identifier.actor
  end
  for actor in grappe.actors.each({}, { fields = { "id", "name" } }) do
    known.names[labels.sort_key(actor.name)] = actor.id
  end
  return known
end

local function add(party, name, kind, run)
  local id = grappe.actors.add({ name = name, kind = kind, source = run.source, locator = party.id, licence = run.licence }).id
  local scheme, number = number_of(party.id)
  if scheme then
    -- A number that its register would not give stays in the place in the source.
    pcall(grappe.identifiers.add, { actor = id, scheme = scheme, value = number, status = "provisional", source = run.source })
  end
  run.result.actors = run.result.actors + 1
  return id
end

--- Finds the actor of a party, or adds it; nil for a party without a name.
local function actor_of(party, kind, run)
  local name = text(party.name) or text(party.id)
  if not name then
    return nil
  end
  local key = text(party.id) or name
  local id = run.known.numbers[key] or run.known.names[labels.sort_key(name)] or add(party, name, kind, run)
  run.known.numbers[key], run.known.names[labels.sort_key(name)] = id, id
  return id
end

local function award_of(grant, run)
  local amount = cents(grant.amount)
  if not (grant.id and grant.title and amount and grant.currency and day(grant.date)) then
    return nil
  end
  local funder = actor_of(grant.funder, "funder", run)
  local recipient = actor_of(grant.recipient, "other", run)
  return funder and recipient and {
    title = grant.title, description = grant.description or grant.title, amount_awarded = { amount = amount, currency = grant.currency },
    award_date = day(grant.date), start = day(grant.start), ["end"] = day(grant.finish), funder = funder, recipient = recipient,
    url = grant.url and grant.url:match("^https?://") and grant.url or nil, source = run.source, locator = grant.id, licence = run.licence,
  }
end

local function same(one, other)
  if type(one) == "table" and type(other) == "table" then
    return one.amount == other.amount and one.currency == other.currency
  end
  return one == other
end

local function keep(award, run)
  local known = run.awards[award.locator]
  if not known then
    run.awards[award.locator] = grappe.awards.add(award).id
    run.result.added = run.result.added + 1
    return
  end
  local changes, record = {}, grappe.awards.get(known)
  for field, value in pairs(award) do
    if not same(record[field], value) then
      changes[field] = value
    end
  end
  if next(changes) then
    grappe.awards.set(known, changes)
    run.result.changed = run.result.changed + 1
  end
end

local function take(grant, run)
  run.result.grants = run.result.grants + 1
  if not grant.recipient then
    -- Grants to individuals are counted, and nobody is named.
    run.result.individuals = run.result.individuals + 1
    return
  end
  local award = award_of(grant, run)
  if not award then
    run.result.incomplete = run.result.incomplete + 1
    return
  end
  keep(award, run)
end

--- Reads the grants of a publisher. Parameters: `licence` of the file, `source` by default the file's name.
function grants.run(params)
  local file = grappe.files()[1]
  local run = {
    known = index(), awards = {}, source = params.source or file, licence = params.licence,
    result = { grants = 0, added = 0, changed = 0, actors = 0, individuals = 0, incomplete = 0 },
  }
  for award in grappe.awards.each({ owner = grappe.plugin.name }, { fields = { "id", "locator" } }) do
    if award.locator then
      run.awards[award.locator] = award.id
    end
  end
  for row in grappe.rows(file) do
    if row.grants then
      for _, grant in ipairs(row.grants) do
        take(of_json(grant), run)
      end
    elseif row.fundingOrganization then
      take(of_json(row), run)
    elseif row["Amount Awarded"] ~= nil then
      take(of_table(row), run)
    else
      error(grappe.t("grants.unknown_file", { file = file }), 0)
    end
  end
  return run.result
end

return grants
