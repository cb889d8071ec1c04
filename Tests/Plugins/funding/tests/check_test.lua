local function eur(amount) return { amount = amount * 100, currency = "EUR" } end

local function verdicts(evaluation)
  local verdicts = {}
  for _, condition in ipairs(evaluation.conditions) do verdicts[condition.id] = condition.verdict end
  return verdicts
end

test("grappe.funding.check excludes an asbl from the vouchers, with reason, source and remedy", function(t)
  local evaluation = grappe.funding.check("collectif", "cheques", nil, { as_of = "2024-06-01" })
  t.equal(evaluation.eligibility, "ineligible")
  t.equal(evaluation.unmet, { "legal_form" })
  t.equal(evaluation.conditions[2].facts, { { name = "legal_form", value = "asbl", source = "actors.legal_form" } })
  t.equal(evaluation.legal.title, "Livre blanc")
  t.equal(evaluation.remedy, { complete = true, steps = { { condition = "legal_form", text = "Créer une société" } } })
  t.ok(evaluation.notice:find("avis juridique", 1, true))
end)

test("a company in a province of the region meets a condition on the region", function(t)
  local evaluation = grappe.funding.check("studio", "cheques", nil, { as_of = "2024-06-01" })
  t.equal(evaluation.eligibility, "eligible")
  t.equal(table.concat(evaluation.conditions[1].facts[1].value, " "):find("BE-WNA BE-WAL BE", 1, true), 1)
end)

test("export aid wants an enterprise number, and asks where it is not known", function(t)
  t.equal(grappe.funding.check("studio", "awex").eligibility, "eligible")
  local unknown = grappe.funding.check("independante", "awex")
  t.equal(unknown.eligibility, "unknown")
  t.equal(unknown.question.fact, "identifier.BE-BCE_KBO")
  local without = grappe.funding.check("independante", "awex", { ["identifier.BE-BCE_KBO"] = false })
  t.equal(without.remedy.steps[1].text, "Demander un numéro BCE provisoire")
end)

test("the tax shelter takes cinema, games and stage, and no publishing", function(t)
  for sector, wanted in pairs { cinema = "eligible", ["jeu-video"] = "eligible", edition = "ineligible", expositions = "ineligible" } do
    local evaluation = grappe.funding.check(nil, "tax-shelter", { project_sectors = { sector } })
    t.equal(evaluation.eligibility, wanted, sector)
  end
end)

test("the version of the day counts, and before the first there is none", function(t)
  t.equal(grappe.funding.check("collectif", "cheques", nil, { as_of = "2023-12-31" }).eligibility, "eligible")
  t.equal(grappe.funding.check("collectif", "cheques", nil, { as_of = "2024-01-01" }).eligibility, "ineligible")
  local none, problem = grappe.funding.check("collectif", "cheques", nil, { as_of = "2021-12-31" })
  t.equal(none, nil)
  t.ok(problem:find("2021-12-31", 1, true))
end)

test("a custom function is asked once its facts are known, and what it says counts", function(t)
  local facts = { regional_spend = eur(100000), budget = eur(150000), ["attested.not-begun"] = true }
  local open = grappe.funding.check(nil, "games-fund", facts)
  t.equal(verdicts(open), { ["budget-share"] = "met", ["grant-share"] = "unknown", ["not-begun"] = "met" })
  t.equal(open.missing, { "grant" })
  facts.grant = eur(62500)
  t.equal(grappe.funding.check(nil, "games-fund", facts).eligibility, "eligible")
  facts.grant = eur(62501)
  t.equal(grappe.funding.check(nil, "games-fund", facts).unmet, { "grant-share" })
end)

test("an error in a custom function is the error of the call", function(t)
  local facts = { regional_spend = eur(1), budget = eur(1), grant = eur(0) }
  t.raises(function() grappe.funding.check(nil, "games-fund", facts) end, "no grant was asked for")
end)

test("an evaluation is kept, explained and replayed", function(t)
  local evaluation = grappe.funding.check("collectif", "cheques", nil, { as_of = "2024-06-01", save = true })
  local record = grappe.evaluations.get(evaluation.id)
  t.equal(record.result, "ineligible")
  t.equal(record.version, "2024")
  grappe.actors.set("collectif", { legal_form = "SRL" })
  local replay = grappe.funding.replay(evaluation.id)
  t.equal(replay.same, true)
  t.equal(replay.evaluation.eligibility, "ineligible")
  local explanation = grappe.funding.explain(evaluation.id)
  t.ok(explanation.summary:find("Non éligible", 1, true))
  t.ok(table.concat(explanation.lines, "\n"):find("asbl", 1, true))
  t.equal(grappe.funding.check("collectif", "cheques", nil, { as_of = "2024-06-01" }).eligibility, "eligible")
end)

test("grappe.funding.match ranks the calls and asks what decides most", function(t)
  local matches = grappe.funding.match("independante", {}, { as_of = "2024-06-01" })
  local order = {}
  for position, result in ipairs(matches.results) do order[position] = result.call end
  t.equal(matches.counts, { eligible = 0, ineligible = 0, unknown = 5 })
  t.equal(order, { "tax-shelter", "cheques", "awex", "games-fund", "closed-call" })
  t.equal(matches.results[5].open, "closed")
  t.equal(matches.questions[1].decides, 2)
  local has = {}
  for _, id in ipairs(matches.without_rules) do has[id] = true end
  t.ok(has.unruled)
end)

test("match asks a custom function for each call it needs to", function(t)
  local facts = {
    regional_spend = eur(160), budget = eur(200), grant = eur(100), ["attested.not-begun"] = true,
  }
  local matches = grappe.funding.match(nil, { id = "games-fund" }, { facts = facts })
  t.equal(matches.results[1].eligibility, "eligible")
  t.equal(matches.results[1].illustrative, true)
end)

test("grappe.funding.match_actors ranks the actors", function(t)
  local matches = grappe.funding.match_actors("cheques", { id = { "studio", "collectif", "independante" } }, { as_of = "2024-06-01" })
  local order = {}
  for position, result in ipairs(matches.results) do order[position] = result.actor .. " " .. result.eligibility end
  t.equal(order, { "studio eligible", "independante unknown", "collectif ineligible" })
  local filter = { id = { "studio", "collectif", "independante" } }
  local first = grappe.funding.match_actors("cheques", filter, { as_of = "2024-06-01", limit = 2 })
  t.equal({ #first.results, first.results[1].actor, first.results[2].actor }, { 2, "studio", "independante" })
  t.equal(first.counts, { eligible = 1, ineligible = 1, unknown = 1 })
  t.raises(function() grappe.funding.match_actors("cheques", {}, { limit = 0 }) end, "à partir de 1")
  local none, problem = grappe.funding.match_actors("unruled")
  t.equal(none, nil)
  t.ok(problem:find("unruled", 1, true))
end)

test("what cannot be asked is refused with what is wanted", function(t)
  t.raises(function() grappe.funding.check("nobody", "cheques") end, "aucun acteur n'a l'identifiant")
  t.raises(function() grappe.funding.check("studio", "nothing") end, "aucun appel n'a l'identifiant")
  t.raises(function() grappe.funding.check("studio", "cheques", nil, { asof = "2024-01-01" }) end, "as_of")
  t.raises(function() grappe.funding.check("studio", "cheques", nil, { as_of = "January" }) end, "une date telle que")
  t.raises(function() grappe.funding.check(nil, "cheques", nil, { save = true }) end, "se garde pour un acteur")
  t.raises(function() grappe.funding.explain(3) end, "argument 1 (evaluation)")
  t.raises(function() grappe.funding.replay({}) end, "as_of")
end)

local function unplaced(amount)
  return grappe.awards.add {
    title = "Aide", description = "Aide", amount_awarded = eur(amount), award_date = "2023-06-01", instrument = "grant",
    funder = "commission-europeenne", recipient = "studio", state_aid_regime = "de-minimis",
  }
end

test("de minimis aid of an undertaking with an award without Member State is a question, not an answer", function(t)
  local facts = { regional_spend = eur(160), budget = eur(200), ["attested.not-begun"] = true, grant = eur(100) }
  t.equal(grappe.funding.check("studio", "games-fund", facts).eligibility, "eligible")
  local lost = unplaced(200000)
  local open = grappe.funding.check("studio", "games-fund", facts, { save = true, as_of = "2024-06-01" })
  t.equal({ open.eligibility, open.missing }, { "unknown", { "headroom" } })
  t.ok(open.question.text:find(lost.id, 1, true))
  t.equal(grappe.funding.match("studio", { id = "games-fund" }, { facts = facts, as_of = "2024-06-01" }).results[1].eligibility, "unknown")
  t.equal(grappe.funding.replay(open.id).same, true)
  grappe.awards.set(lost.id, { member_state = "FR" })
  local full = { regional_spend = eur(200000), budget = eur(200000), ["attested.not-begun"] = true, grant = eur(100001) }
  local closed = grappe.funding.check("studio", "games-fund", full, { as_of = "2024-06-01", save = true })
  t.equal({ closed.eligibility, closed.unmet }, { "ineligible", { "de-minimis" } })
  t.equal(grappe.funding.replay(closed.id).same, true)
  full.grant = eur(100000)
  t.equal(grappe.funding.check("studio", "games-fund", full, { as_of = "2024-06-01" }).eligibility, "eligible")
end)

test("rules that cannot be read are refused when they are written", function(t)
  local rules = { call = "unruled", version = "1", valid_from = "2020-01-01", legal_reference = "x" }
  rules.conditions = { { test = "beween", fact = "staff", max = 9 } }
  t.raises(function() grappe.rule_sets.add(rules) end, "between")
  rules.conditions = { { test = "between", fact = "staff", max = 9 } }
  local record = grappe.rule_sets.add(rules)
  t.raises(function() grappe.rule_sets.set(record.id, { conditions = { { test = "has" } } }) end, "fact")
end)

test("aid of a region counts in its Member State for check, match, match_actors and route alike", function(t)
  grappe.awards.add {
    title = "Aide", description = "Aide", amount_awarded = eur(200000), award_date = "2023-06-01", instrument = "grant",
    funder = "commission-europeenne", recipient = "studio", state_aid_regime = "de-minimis", member_state = "FR-PAC",
  }
  local function answers(grant)
    local facts = { regional_spend = eur(200000), budget = eur(200000), ["attested.not-begun"] = true, grant = eur(grant) }
    local options, same = { as_of = "2024-06-01", facts = facts }, { id = "games-fund" }
    return {
      grappe.funding.check("studio", "games-fund", facts, { as_of = "2024-06-01" }).eligibility,
      grappe.funding.match("studio", same, options).results[1].eligibility,
      grappe.funding.match_actors("games-fund", { id = "studio" }, options).results[1].eligibility,
    }
  end
  t.equal(answers(100000), { "eligible", "eligible", "eligible" })
  t.equal(answers(100001), { "ineligible", "ineligible", "ineligible" })
  local route = grappe.funding.route({
    holder = "studio", stages = { "prototype" }, costs = { prototype = eur(400000) },
    facts = { regional_spend = eur(400000), budget = eur(400000), grant = eur(1), ["attested.not-begun"] = true },
  }, { as_of = "2024-06-01", filter = { id = "games-fund" } })
  t.equal({ route.total, route.steps[1].certain }, { eur(100000), true })
end)

test("rules, labels and awards that are only proposed decide nothing", function(t)
  grappe.rule_sets.add {
    call = "unruled", version = "1", valid_from = "2020-01-01", legal_reference = "x", standing = "proposed",
    conditions = { { test = "has", fact = "website" } },
  }
  t.equal((grappe.funding.check("studio", "unruled")), nil)
  grappe.labels.add { id = "label-essai", name = { fr = "Essai" }, issuer = "commission-europeenne" }
  grappe.label_awards.add { label = "label-essai", actor = "studio", issued = "2024-01-01", standing = "proposed" }
  local rules = { call = "unruled", version = "2", valid_from = "2020-01-01", legal_reference = "x" }
  rules.conditions = { { test = "one_of", fact = "labels", values = { "label-essai" } } }
  grappe.rule_sets.add(rules)
  t.equal(grappe.funding.check("studio", "unruled").eligibility, "unknown")
  grappe.label_awards.add { label = "label-essai", actor = "studio", issued = "2024-02-01" }
  t.equal(grappe.funding.check("studio", "unruled").eligibility, "eligible")
end)
