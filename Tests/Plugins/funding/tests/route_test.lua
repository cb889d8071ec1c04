local function eur(amount) return { amount = amount * 100, currency = "EUR" } end

local known = {
  regional_spend = eur(160000), budget = eur(200000), grant = eur(50000), ["attested.not-begun"] = true,
  project_sectors = { "jeu-video" },
}

local function left_out(route)
  local codes = {}
  for _, line in ipairs(route.left_out) do codes[line.call] = line.code end
  return codes
end

test("grappe.funding.route combines what covers most, and gives a reason for each call left out", function(t)
  local route = grappe.funding.route({
    holder = "studio", stages = { "idea", "production", "export" }, facts = known,
    costs = { idea = eur(10000), production = eur(100000), export = eur(20000) },
  }, { as_of = "2024-06-01" })
  local steps = {}
  for position, step in ipairs(route.steps) do steps[position] = step.call .. " " .. step.total.amount // 100 end
  t.equal(steps, { "tax-shelter 100000", "cheques 10000" })
  t.equal(route.total, eur(110000))
  t.equal(route.gaps, { "idea" })
  t.equal(route.stages[3].coverage, "partial")
  t.equal(route.proven, true)
  local codes = left_out(route)
  t.equal({ codes.awex, codes["games-fund"], codes["closed-call"] }, { "exclusive", "nothing-to-add", "closed" })
end)

test("the missing link is a stage with money and no accompaniment", function(t)
  local project = grappe.projects.add { name = "Projet", holder = "studio", stage = "prototype" }
  local options = { as_of = "2024-06-01", filter = { id = { "games-fund", "cheques" } } }
  local route = grappe.funding.route({ id = project.id, facts = known }, options)
  t.equal({ route.has_money, route.total }, { false, nil })
  t.equal(route.missing_links, { "prototype", "production", "growth", "export" })
  t.equal(route.gaps, { "commercialisation" })
  grappe.support_actions.add { beneficiary = project.id, kind = "coaching", provider = "collectif", date = "2024-05-01", stage = "growth" }
  t.equal(grappe.funding.route({ id = project.id, facts = known }, options).missing_links, { "prototype", "production", "export" })
end)

test("what is not known is taken unless certainty is asked for, and the question is put", function(t)
  local options = { as_of = "2024-06-01", filter = { id = "awex" } }
  local route = grappe.funding.route({ holder = "independante", stage = "export" }, options)
  t.equal({ route.steps[1].call, route.steps[1].certain }, { "awex", false })
  t.equal(route.questions[1].fact, "identifier.BE-BCE_KBO")
  options.certain_only = true
  local certain = grappe.funding.route({ holder = "independante", stage = "export" }, options)
  t.equal({ #certain.steps, left_out(certain).awex }, { 0, "unknown" })
end)

test("a call the project is not eligible for is left out with its remedy", function(t)
  local route = grappe.funding.route({ holder = "collectif", stage = "growth" }, { as_of = "2024-06-01" })
  local line = nil
  for _, candidate in ipairs(route.left_out) do
    if candidate.call == "cheques" then line = candidate end
  end
  t.equal({ line.code, line.remedy.steps[1].text }, { "ineligible", "Créer une société" })
end)

test("the de minimis headroom bounds the route", function(t)
  grappe.actors.add { id = "marseille", name = "Studio de Marseille", kind = "company", territory = "FR-PAC" }
  local function award(date)
    grappe.awards.add {
      title = "Aide", description = "Aide", amount_awarded = eur(270000), award_date = date, funder = "commission-europeenne",
      recipient = "marseille", state_aid_regime = "de-minimis", member_state = "FR", instrument = "grant",
    }
  end
  local project = { holder = "marseille", stages = { "prototype" }, budget = eur(200000), facts = known }
  local options = { as_of = "2024-06-01", filter = { id = "games-fund" } }
  t.equal(grappe.funding.route(project, options).total, eur(100000))
  award("2023-01-01")
  t.equal(grappe.funding.route(project, options).total, eur(30000))
end)

test("a route pays no more than what an award without Member State may leave, and asks", function(t)
  local project = { holder = "studio", stages = { "prototype" }, costs = { prototype = eur(400000) }, facts = known }
  local options = { as_of = "2024-06-01", filter = { id = "games-fund" } }
  t.equal(grappe.funding.route(project, options).total, eur(200000))
  local lost = grappe.awards.add {
    title = "Aide", description = "Aide", amount_awarded = eur(250000), award_date = "2023-06-01", instrument = "grant",
    funder = "commission-europeenne", recipient = "studio", state_aid_regime = "de-minimis",
  }
  local route = grappe.funding.route(project, options)
  t.equal({ route.total, route.steps[1].certain }, { eur(50000), false })
  t.ok(route.questions[1].text:find(lost.id, 1, true))
  options.certain_only = true
  t.equal(#grappe.funding.route(project, options).steps, 0)
end)

test("a project that cannot be is refused with what is wanted", function(t)
  t.raises(function() grappe.funding.route("nothing") end, "aucun projet n'a l'identifiant")
  t.raises(function() grappe.funding.route { holder = "studio", stage = "dream" } end, "\"dream\"")
  t.raises(function() grappe.funding.route { holder = "studio", costs = { idea = 5 } } end, "costs.idea")
  t.raises(function() grappe.funding.route { stage = "idea" } end, "holder")
  t.raises(function() grappe.funding.route { holder = "studio", coste = {} } end, "\"costs\"")
end)
