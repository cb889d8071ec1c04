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
