-- Grants in the 360Giving Data Standard: made-up grants in its three layouts.
local function grant(position, amount, recipient)
  return {
    id = "360G-example-" .. position, title = "Grant " .. position, description = "For a game.", currency = "GBP", amountAwarded = amount,
    awardDate = "2025-03-0" .. (position % 9 + 1) .. "T00:00:00+00:00",
    plannedDates = { { startDate = "2025-04-01", endDate = "2026-03-31" } },
    fundingOrganization = { { id = "GB-CHC-200051", name = "Example Fund" } },
    recipientOrganization = { recipient or { id = "360G-example-org-" .. position, name = "Recipient " .. position } },
  }
end

local function package(list)
  return { ["grants.json"] = grappe.json.encode { grants = list } }
end

local function awards()
  return grappe.awards.find({ owner = "europe" }, { order = "locator" })
end

test("a package comes in whole, in cents, and a second time changes nothing", function(t)
  local list, total = {}, 0
  for position = 1, 9 do
    list[position] = grant(position, position * 1000.25)
    total = total + position * 100025
  end
  local result = t.import("giving360", package(list), { licence = "CC-BY-4.0" })
  t.equal({ result.grants, result.added, result.actors, result.incomplete }, { 9, 9, 10, 0 })
  local sum = 0
  for _, award in ipairs(awards()) do
    sum = sum + award.amount_awarded.amount
    t.equal({ award.amount_awarded.currency, award.licence, award.start, award["end"] }, { "GBP", "CC-BY-4.0", "2025-04-01", "2026-03-31" })
  end
  t.equal(sum, total)
  local again = t.import("giving360", package(list), { licence = "CC-BY-4.0" })
  t.equal({ again.added, again.changed, again.actors }, { 0, 0, 0 })
  list[1].title = "Another title"
  t.equal(t.import("giving360", package(list), { licence = "CC-BY-4.0" }).changed, 1)
end)

test("a recipient is found by its number, else by its name", function(t)
  local numbered = grappe.actors.add({ name = "Known by number", kind = "association" }).id
  grappe.identifiers.add { actor = numbered, scheme = "BE-BCE_KBO", value = "0403170701" }
  local named = grappe.actors.add({ name = "Known by Name", kind = "association" }).id
  t.import("giving360", package {
    grant(1, 10, { id = "BE-BCE_KBO-0403170701", name = "Another name" }), grant(2, 20, { id = "x", name = "KNOWN BY NAME" }),
  }, {})
  local found = awards()
  t.equal({ found[1].recipient, found[2].recipient }, { numbered, named })
end)

test("individuals are counted and never named; a grant without an amount is counted", function(t)
  local individual, incomplete = grant(1, 10), grant(2, 20)
  individual.recipientOrganization, individual.recipientIndividual = nil, { { id = "360G-x", name = "Somebody" } }
  incomplete.amountAwarded = nil
  local result = t.import("giving360", package { individual, incomplete }, {})
  t.equal({ result.individuals, result.incomplete, result.added }, { 1, 1, 0 })
  t.equal(#grappe.actors.find { name = "Somebody" }, 0)
end)

test("a table has the titles of the standard; another file is refused", function(t)
  local header = "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,"
    .. "Funding Org:Identifier,Funding Org:Name\n"
  local row = '360G-t-1,Grant,For a game,EUR,"1,234.50",2025-03-01,GB-CHC-1164883,A charity,GB-CHC-200051,Example Fund\n'
  t.equal(t.import("giving360", { ["grants.csv"] = header .. row }, {}).added, 1)
  t.equal(awards()[1].amount_awarded.amount, 123450)
  local refused = grappe.t("grants.unknown_file", { file = "rows.csv" })
  t.raises(function() t.import("giving360", { ["rows.csv"] = "id,name\n1,A\n" }, {}) end, refused)
end)

test("titles in any spelling, several recipients, missing identifiers: each grant once, and a second time no change", function(t)
  local header = "TITLE; currency ;amount  awarded;Award date;recipient org:0:name;Recipient Org:1:Name;funding org : name\n"
  local rows = "Grant;EUR;1.000,50;31/01/2025;One;Two;Fund\nGrant;EUR;2.000,25;01/02/2025;One;;Fund\n"
  local result = t.import("giving360", { ["spelt.csv"] = header .. rows }, {})
  t.equal({ result.added, result.shared, result.incomplete }, { 2, 1, 0 })
  local days, sum = {}, 0
  for position, award in ipairs(awards()) do
    days[position], sum = award.award_date, sum + award.amount_awarded.amount
  end
  table.sort(days)
  t.equal({ table.concat(days, " "), sum }, { "2025-01-31 2025-02-01", 300075 })
  local again = t.import("giving360", { ["spelt.csv"] = header .. rows }, {})
  t.equal({ again.added, again.changed }, { 0, 0 })
end)

test("a row that is refused is named with its line and the remedy, in JSON with its identifier; the others are entered", function(t)
  local twice, odd = grant(3, 30), grant(4, 40)
  twice.id, odd.awardDate = "360G-example-1", "31/03/2025"
  local result = t.import("giving360", package { grant(1, 10), grant(2, 20), twice, odd }, {})
  t.equal({ result.added, result.incomplete }, { 2, 2 })
  t.equal(result.problems, {
    "360G-example-1: " .. grappe.t("grants.twice", { id = "360G-example-1" }),
    "360G-example-4: " .. grappe.t("grants.bad_date", { member = "awardDate", found = "31/03/2025" }),
  })
end)
