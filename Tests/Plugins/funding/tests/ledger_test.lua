local function eur(amount) return { amount = amount * 100, currency = "EUR" } end

local function figures(actor, year, staff, turnover)
  grappe.figures.add { actor = actor, year = year, staff = staff, turnover = eur(turnover), balance_sheet = eur(turnover) }
end

local function award(recipient, date, amount, more)
  local award = {
    title = "Aide", description = "Aide", amount_awarded = eur(amount), award_date = date, funder = "commission-europeenne",
    recipient = recipient, state_aid_regime = "de-minimis", member_state = "BE", instrument = "grant",
  }
  for name, value in pairs(more or {}) do award[name] = value or nil end
  return grappe.awards.add(award)
end

test("grappe.funding.sme counts a linked enterprise whole and a partner in proportion", function(t)
  grappe.actors.add { id = "mere", name = "Mère", kind = "company", territory = "BE-WAL" }
  grappe.actors.add { id = "soeur", name = "Sœur", kind = "company", territory = "BE-WAL" }
  figures("studio", 2023, 8, 1000000)
  figures("mere", 2023, 30, 5000000)
  figures("soeur", 2023, 40, 8000000)
  t.equal(grappe.funding.sme("studio", 2023).size, "micro")
  grappe.relations.add { from = "mere", type = "controls", to = "studio", share = 0.6 }
  grappe.relations.add { from = "soeur", type = "shareholder-of", to = "studio", share = 0.3 }
  -- 8 + 30 + 0.3 × 40 = 50 staff: the small enterprise of article 2(2) has fewer than 50.
  local status = grappe.funding.sme("studio", 2023)
  t.equal({ status.size, status.kind, status.figures[1].staff }, { "medium", "linked", 50.0 })
  t.equal(status.one_year, true)
end)

test("sme is unknown without figures and says whose lack", function(t)
  local status = grappe.funding.sme("studio", 2023)
  t.equal({ status.size, status.is_sme }, { nil, "unknown" })
  t.equal(status.missing, { { actor = "studio", year = 2023 } })
end)

test("grappe.funding.headroom on 30 January 2024 counts awards from 30 January 2021 on", function(t)
  award("studio", "2021-01-29", 50000)
  local counted = award("studio", "2021-01-30", 100000)
  local headroom = grappe.funding.headroom("studio", "2024-01-30")
  local state = headroom.member_states[1]
  t.equal({ state.member_state, state.room, state.used }, { "BE", eur(200000), eur(100000) })
  t.equal(#state.awards, 1)
  t.equal({ state.awards[1].id, state.awards[1].frees_on }, { counted.id, "2024-01-31" })
  t.equal(state.counts_from, "2021-01-30")
end)

test("the single undertaking shares its headroom, and an award without Member State is named", function(t)
  grappe.actors.add { id = "mere", name = "Mère", kind = "company", territory = "BE-WAL" }
  grappe.relations.add { from = "mere", type = "controls", to = "studio" }
  award("mere", "2023-06-01", 250000)
  local lost = award("studio", "2023-06-01", 10000, { member_state = false })
  local headroom = grappe.funding.headroom("studio", "2024-06-01")
  t.equal(headroom.undertaking, { "mere", "studio" })
  t.equal(headroom.member_states[1].room, eur(50000))
  t.equal(headroom.unplaced, { lost.id })
  t.equal(#grappe.funding.headroom("commission-europeenne", "2024-06-01").member_states, 27)
end)

test("the aid of a firm that was absorbed counts, and that of one divided among several at most", function(t)
  grappe.actors.add { id = "ancienne", name = "Ancienne", kind = "company", territory = "BE-WAL" }
  grappe.actors.add { id = "autre", name = "Autre", kind = "company", territory = "BE-WAL" }
  award("ancienne", "2023-06-01", 120000)
  grappe.relations.add { from = "studio", type = "successor-of", to = "ancienne", start = "2024-03-01" }
  t.equal(grappe.funding.headroom("studio", "2024-02-29").member_states[1].room, eur(300000))
  local after = grappe.funding.headroom("studio", "2024-03-01")
  t.equal({ after.member_states[1].room, after.predecessors }, { eur(180000), { "ancienne" } })
  t.equal(after.member_states[1].awards[1].upper_bound, false)
  grappe.relations.add { from = "autre", type = "successor-of", to = "ancienne" }
  t.equal(grappe.funding.headroom("studio", "2024-03-01").member_states[1].awards[1].upper_bound, true)
end)

test("a tie without a share is a question, and its firm's aid may count", function(t)
  grappe.actors.add { id = "mere", name = "Mère", kind = "company", territory = "BE-WAL" }
  grappe.relations.add { from = "mere", type = "shareholder-of", to = "studio" }
  figures("studio", 2023, 8, 1000000)
  figures("mere", 2023, 300, 90000000)
  local status = grappe.funding.sme("studio", 2023)
  t.equal({ status.size, status.is_sme, status.open_ties }, { nil, "unknown", { { holder = "mere", held = "studio" } } })
  t.ok(status.questions[1]:find("mere", 1, true))
  award("mere", "2023-06-01", 250000)
  local room = grappe.funding.headroom("studio", "2024-06-01").member_states[1]
  t.equal({ room.known, room.room, room.surely_left }, { false, eur(300000), eur(50000) })
  grappe.relations.set(grappe.relations.find { from = "mere" }[1].id, { share = 0.1 })
  local known = grappe.funding.headroom("studio", "2024-06-01")
  t.equal({ known.member_states[1].known, known.questions }, { true, {} })
  t.equal(grappe.funding.sme("studio", 2023).size, "micro")
end)

test("the answer says what it takes for granted", function(t)
  t.equal(#grappe.funding.headroom("studio", "2024-06-01").assumptions, 3)
  t.ok(grappe.funding.headroom("studio", "2023-06-01").assumptions[1]:find("années civiles", 1, true))
  t.ok(grappe.funding.sme("studio", 2023).assumptions[2]:find("250", 1, true))
end)

test("a small municipality and a business angel leave a firm autonomous up to half", function(t)
  figures("studio", 2023, 8, 1000000)
  for _, kind in ipairs { "small-municipality", "business-angel" } do
    local holder = grappe.actors.add { name = kind, kind = kind, territory = "BE-WAL" }
    grappe.relations.add { from = holder.id, type = "shareholder-of", to = "studio", share = 0.3 }
  end
  t.equal(grappe.funding.sme("studio", 2023).size, "micro")
  local town = grappe.actors.add { name = "Ville", kind = "municipality", territory = "BE-WAL" }
  grappe.relations.add { from = town.id, type = "shareholder-of", to = "studio", share = 0.25 }
  t.equal(grappe.funding.sme("studio", 2023).publicly_held, true)
end)

test("a loan without gross grant equivalent counts at most, and says so", function(t)
  award("studio", "2023-06-01", 40000, { instrument = "loan" })
  award("studio", "2023-07-01", 40000, { instrument = "loan", gross_grant_equivalent = eur(4000) })
  local awards = grappe.funding.headroom("studio", "2024-01-30").member_states[1].awards
  t.equal({ awards[1].upper_bound, awards[2].upper_bound }, { true, false })
  t.equal(awards[2].amount, eur(4000))
end)

test("headroom before 2014 is not answered", function(t)
  local none, problem = grappe.funding.headroom("studio", "2013-12-31")
  t.equal(none, nil)
  t.ok(problem:find("2014-01-01", 1, true))
  t.raises(function() grappe.funding.headroom("studio", "soon") end, "une date telle que")
  t.raises(function() grappe.funding.sme("studio", "2023") end, "argument 2 (year)")
end)

test("grappe.funding.returns keeps announced and verified figures apart", function(t)
  local paid = award("studio", "2023-01-01", 1000, { call = "games-fund" })
  grappe.disbursements.add { award = paid.id, amount = eur(500), date = "2023-02-01" }
  grappe.expenditures.add { subject = paid.id, territory = "FR-PAC", amount = eur(4360), status = "announced" }
  grappe.expenditures.add { subject = paid.id, territory = "FR-PAC", amount = eur(1000), status = "verified" }
  grappe.expenditures.add { subject = paid.id, territory = "BE-WAL", amount = eur(7000), status = "verified" }
  local returns = grappe.funding.returns { subject = "games-fund", territory = "FR-PAC" }
  t.equal({ returns.announced.aid, returns.announced.regional_spend, returns.announced.rate }, { eur(1000), eur(4360), 4.36 })
  t.equal({ returns.verified.aid, returns.verified.regional_spend, returns.verified.rate }, { eur(500), eur(1000), 2.0 })
  t.equal(returns.awards, 1)
  award("studio", "2023-01-01", 9000, { call = "games-fund", standing = "proposed" })
  grappe.expenditures.add { subject = paid.id, territory = "FR-PAC", amount = { amount = 700, currency = "CAD" }, status = "announced" }
  local after = grappe.funding.returns { subject = "games-fund", territory = "FR-PAC" }
  t.equal({ after.awards, after.proposed, after.announced.aid }, { 1, 1, eur(1000) })
  t.equal(after.announced.other_currencies, { { of = "regional_spend", amount = { amount = 700, currency = "CAD" } } })
  t.equal(after.verified.other_currencies, {})
  t.raises(function() grappe.funding.returns { subject = "studio" } end, "d'un projet ou d'un octroi")
end)

test("grappe.funding.implied_aid gives the aid behind Wallimage Gaming's published figures", function(t)
  -- 16.8 M€ of regional spending at 436 %: 16,800,000 / 4.36 = 3,853,211.01 €.
  t.equal(grappe.funding.implied_aid({ amount = 1680000000, currency = "EUR" }, 4.36), { amount = 385321101, currency = "EUR" })
  t.raises(function() grappe.funding.implied_aid({ amount = 1, currency = "EUR" }, 0) end, "argument 2 (rate)")
end)
