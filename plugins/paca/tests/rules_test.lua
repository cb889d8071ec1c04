local function euros(amount)
  return { amount = amount * 100, currency = "EUR" }
end

local function answer(facts)
  facts.project_sectors = { "jeu-video" }
  return grappe.funding.check(nil, "fi-paca-jeux-exemple", facts).eligibility
end

test("half of the budget and 160 % of the grant must be spent in the region", function(t)
  local facts = { budget = euros(100000), grant = euros(30000), ["attested.not-begun"] = true }
  facts.regional_spend = euros(50000)
  t.equal(answer(facts), "eligible")
  facts.regional_spend = euros(49999)
  t.equal(answer(facts), "ineligible")
  facts.regional_spend, facts.grant = euros(50000), euros(31251)
  t.equal(answer(facts), "ineligible")
end)

test("work that has begun closes the fund, and what nobody said stays open", function(t)
  local facts = { budget = euros(100000), grant = euros(30000), regional_spend = euros(60000) }
  t.equal(answer(facts), "unknown")
  facts["attested.not-begun"] = false
  t.equal(answer(facts), "ineligible")
end)

test("the rules say that they are an example", function(t)
  t.equal(grappe.funding.check(nil, "fi-paca-jeux-exemple", {}).illustrative, true)
end)
