-- Grants in the 360Giving Data Standard, of any publisher: a package in JSON, or its table as CSV or a spreadsheet. Funders and recipients
-- are found by their org-id, else by their name; the others are added. The dates and amounts of tables are read by the host.
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

--- The columns whose cells the host reads, by the spellings of their titles: those of the standard, and the names of its members.
grants.columns = {
  ["Amount Awarded"] = "money", ["amountAwarded"] = "money", ["Award Date"] = "date", ["awardDate"] = "date",
  ["Planned Dates:Start Date"] = "date", ["Planned Dates:0:Start Date"] = "date", ["plannedDates/0/startDate"] = "date",
  ["Planned Dates:End Date"] = "date", ["Planned Dates:0:End Date"] = "date", ["plannedDates/0/endDate"] = "date",
}

--- The title of a column without case, blanks and signs: "Recipient Org:Identifier" and "recipient org : identifier" are one.
local function plain(title)
  return (title:lower():gsub("[^%w]", ""))
end

local function first(list)
  return list and list[1] or {}
end

--- "2026-05-04T00:00:00+00:00" as a day; nil for what is no date.
local function day(written)
  return written:match("^%d%d%d%d%-%d%d%-%d%d$") or written:match("^(%d%d%d%d%-%d%d%-%d%d)[T ]") or written:match("^%d%d%d%d%-%d%d$")
    or written:match("^%d%d%d%d$")
end

--- A date of JSON as a day; nil without one. Raises for another form, which a table may have and JSON may not.
local function json_day(written, member)
  written = text(written)
  if not written then
    return nil
  end
  return day(written) or error(grappe.t("grants.bad_date", { member = member, found = written }), 0)
end

--- An amount of JSON in major units, and its currency, as cents. Raises for what is no number.
local function json_money(grant)
  local amount, currency = grant.amountAwarded, text(grant.currency)
  if amount == nil or not currency then
    return nil
  end
  local number = tonumber((tostring(amount):gsub(",(%d%d%d)", "%1"):gsub("%s", "")))
  if not number then
    error(grappe.t("grants.bad_amount", { found = tostring(amount) }), 0)
  end
  return { amount = math.tointeger(math.floor(number * 100 + 0.5)), currency = currency }
end

--- A grant of a package in JSON.
local function of_json(grant)
  local planned = first(grant.plannedDates)
  local recipients = grant.recipientOrganization or {}
  return {
    id = text(grant.id), title = text(grant.title), description = text(grant.description), money = json_money(grant),
    date = json_day(grant.awardDate, "awardDate"), url = text(grant.url), start = json_day(planned.startDate, "startDate"),
    finish = json_day(planned.endDate, "endDate"), funder = first(grant.fundingOrganization), recipient = recipients[1],
    is_individual = grant.recipientIndividual ~= nil, is_shared = #recipients > 1,
  }
end

--- The cells of a row by the plain titles of their columns.
local function plain_row(row)
  local cells = {}
  for title, value in pairs(row) do
    cells[plain(title)] = value
  end
  return cells
end

--- The party of a role, "recipientorg" or "fundingorg", at a position; nil where the row has neither identifier nor name of it.
local function party_of(cells, role, position)
  for _, prefix in ipairs { role .. position, role .. "anization" .. position, role .. "anisation" .. position } do
    local id, name = text(cells[prefix .. "identifier"]) or text(cells[prefix .. "id"]), text(cells[prefix .. "name"])
    if id or name then
      return { id = id, name = name }
    end
  end
end

--- A grant of a table, whose columns have the titles of the standard, or the names of its members.
local function of_table(row)
  local cells = plain_row(row)
  local function planned(which)
    return cells["planneddates" .. which] or cells["planneddates0" .. which]
  end
  return {
    id = text(cells.identifier) or text(cells.id), title = text(cells.title), description = text(cells.description),
    money = cells.amountawarded, date = cells.awarddate, url = text(cells.url), start = planned("startdate"), finish = planned("enddate"),
    funder = party_of(cells, "fundingorg", "") or party_of(cells, "fundingorg", "0"),
    recipient = party_of(cells, "recipientorg", "") or party_of(cells, "recipientorg", "0"),
    is_individual = cells.recipientindidentifier ~= nil or cells.recipientindname ~= nil or cells.recipientindividual0id ~= nil,
    is_shared = party_of(cells, "recipientorg", "1") ~= nil,
  }
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

--- The titles of the members that a grant needs and does not have.
local function missing(grant)
  local titles = {}
  for _, member in ipairs {
    { "Title", grant.title }, { "Amount Awarded", grant.money }, { "Award Date", grant.date },
    { "Funding Org", grant.funder and (text(grant.funder.id) or text(grant.funder.name)) },
    { "Recipient Org", grant.recipient and (text(grant.recipient.id) or text(grant.recipient.name)) },
  } do
    if not member[2] then
      titles[#titles + 1] = member[1]
    end
  end
  return titles
end

--- The identifier of a grant; of one without, made from its content, so that the same file gives the same one again.
local function identifier_of(grant)
  if grant.id then
    return grant.id
  end
  local funder, recipient = grant.funder, grant.recipient
  return table.concat({
    "grant", text(funder.id) or funder.name, text(recipient.id) or recipient.name, grant.date, grant.money.amount, grant.money.currency,
    grant.title,
  }, "|")
end

local function award_of(grant, run)
  return {
    title = grant.title, description = grant.description or grant.title, amount_awarded = grant.money, award_date = grant.date,
    start = grant.start, ["end"] = grant.finish, funder = actor_of(grant.funder, "funder", run),
    recipient = actor_of(grant.recipient, "other", run), url = grant.url and grant.url:match("^https?://") and grant.url or nil,
    source = run.source, locator = identifier_of(grant), licence = run.licence,
  }
end

local function same(one, other)
  if type(one) == "table" and type(other) == "table" then
    return one.amount == other.amount and one.currency == other.currency
  end
  return one == other
end

--- Whether two grants are one that several recipients share: tables repeat its row for each.
local function is_shared(one, other)
  return text(one.recipient.id or one.recipient.name) ~= text(other.recipient.id or other.recipient.name) and one.date == other.date
    and same(one.money, other.money)
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

--- Takes a grant. Returns why it is refused, nil for one that is not.
local function take(grant, run)
  if grant.is_individual and not grant.recipient then
    -- Grants to individuals are counted, and nobody is named.
    run.result.individuals = run.result.individuals + 1
    return nil
  end
  local titles = missing(grant)
  if #titles > 0 then
    return grappe.t("grants.incomplete", { columns = table.concat(titles, ", "), count = #titles })
  end
  local id = identifier_of(grant)
  local former = run.seen[id]
  if former and not is_shared(former, grant) then
    return grappe.t("grants.twice", { id = id })
  end
  if former or grant.is_shared then
    run.result.shared = run.result.shared + 1
  end
  if not former then
    run.seen[id] = grant
    keep(award_of(grant, run), run)
  end
  return nil
end

--- The maximum number of refused grants whose reasons the result gives.
local problems_max = 20

--- Takes one grant, read by a function; one that is refused is counted, with the place and the reason.
local function attempt(read, source, place, run)
  run.result.grants = run.result.grants + 1
  local is_read, grant = pcall(read, source)
  local problem = grant
  if is_read then
    problem = take(grant, run)
  end
  if problem then
    run.result.incomplete = run.result.incomplete + 1
    if #run.result.problems < problems_max then
      table.insert(run.result.problems, place .. ": " .. tostring(problem))
    end
  end
end

local function attempt_json(grant, position, run)
  attempt(of_json, grant, text(grant.id) or grappe.t("grants.position", { number = position }), run)
end

--- Whether a row of a table has the columns of the standard.
local function is_grant(row)
  local cells = plain_row(row)
  return cells.amountawarded ~= nil or cells.awarddate ~= nil
end

--- Reads the grants of a publisher. Parameters: `licence` of the file, `source` by default the file's name.
function grants.run(params)
  local file = grappe.files()[1]
  local run = {
    known = index(), awards = {}, seen = {}, source = params.source or file, licence = params.licence,
    result = { grants = 0, added = 0, changed = 0, actors = 0, individuals = 0, shared = 0, incomplete = 0, problems = {} },
  }
  for award in grappe.awards.each({ owner = grappe.plugin.name }, { fields = { "id", "locator" } }) do
    if award.locator then
      run.awards[award.locator] = award.id
    end
  end
  for row, line in grappe.rows(file) do
    if row.grants then
      for position, grant in ipairs(row.grants) do
        attempt_json(grant, position, run)
      end
    elseif row.fundingOrganization then
      attempt_json(row, line, run)
    elseif is_grant(row) or run.result.grants > 0 then
      attempt(of_table, row, grappe.t("grants.line", { number = line }), run)
    else
      error(grappe.t("grants.unknown_file", { file = file }), 0)
    end
  end
  return run.result
end

return grants
