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

local function state_of(actor, date)
  return grappe.funding.headroom(actor, date).member_states[1]
end

test("without any aid the whole ceiling of the day is left", function(t)
  for day, ceiling in pairs { ["2024-06-01"] = 300000, ["2024-01-01"] = 300000, ["2023-12-31"] = 200000 } do
    local room = state_of("studio", day)
    t.equal({ room.member_state, room.room, room.ceiling, room.used, room.known }, { "BE", eur(ceiling), eur(ceiling), eur(0), true })
    t.equal({ room.surely_left, room.awards }, { eur(ceiling), {} })
  end
  grappe.actors.add { id = "ailleurs", name = "Ailleurs", kind = "company" }
  local everywhere = grappe.funding.headroom("ailleurs", "2024-06-01").member_states
  t.equal(#everywhere, 27)
  for _, room in ipairs(everywhere) do
    t.equal(room.room, eur(300000))
  end
end)

test("a region that gives aid is its Member State", function(t)
  award("studio", "2023-06-01", 100000, { member_state = "BE-WAL" })
  award("studio", "2023-07-01", 50000, { member_state = "BE-WNA" })
  award("studio", "2023-08-01", 20000)
  local headroom = grappe.funding.headroom("studio", "2024-06-01")
  t.equal({ #headroom.member_states, headroom.member_states[1].member_state }, { 1, "BE" })
  t.equal({ headroom.member_states[1].room, headroom.member_states[1].known, headroom.unplaced }, { eur(130000), true, {} })
end)

test("what is no Member State, nor within one, is named and asked for", function(t)
  local world = award("studio", "2023-06-01", 100000, { member_state = "area-world" })
  local headroom = grappe.funding.headroom("studio", "2024-06-01")
  t.equal(headroom.unplaced, { world.id })
  t.equal({ headroom.member_states[1].known, headroom.member_states[1].surely_left }, { false, eur(200000) })
  t.ok(headroom.questions[1]:find(world.id, 1, true))
end)

test("an award that is only proposed confers no right and counts for nothing", function(t)
  award("studio", "2023-06-01", 250000, { standing = "proposed" })
  award("studio", "2023-06-01", 250000, { standing = "proposed", member_state = false })
  local headroom = grappe.funding.headroom("studio", "2024-06-01")
  t.equal({ headroom.member_states[1].room, headroom.member_states[1].known, headroom.unplaced }, { eur(300000), true, {} })
end)

test("a tie, a succession and a forecast that are only proposed count for nothing", function(t)
  for _, id in ipairs { "mere", "ancienne" } do
    grappe.actors.add { id = id, name = id, kind = "company", territory = "BE-WAL" }
    award(id, "2023-06-01", 100000)
  end
  grappe.relations.add { from = "mere", type = "controls", to = "studio", standing = "proposed" }
  grappe.relations.add { from = "studio", type = "successor-of", to = "ancienne", standing = "proposed" }
  local headroom = grappe.funding.headroom("studio", "2024-06-01")
  t.equal({ headroom.undertaking, headroom.predecessors }, { { "studio" }, {} })
  t.equal(headroom.member_states[1].room, eur(300000))
  figures("studio", 2023, 8, 1000000)
  grappe.figures.add { actor = "studio", year = 2024, staff = 300, turnover = eur(90000000), standing = "proposed" }
  t.equal({ grappe.funding.sme("studio").year, grappe.funding.sme("studio").size }, { 2023, "micro" })
end)

test("an award known to the year or the month counts from the first day it may be of, as an upper bound", function(t)
  award("studio", "2025", 100000)
  award("studio", "2024-06", 50000)
  local function used(day) return state_of("studio", day).used end
  t.equal({ used("2024-05-31"), used("2024-06-01"), used("2025-01-01") }, { eur(0), eur(50000), eur(150000) })
  t.equal({ used("2027-06-30"), used("2027-07-01"), used("2028-12-31"), used("2029-01-01") },
    { eur(150000), eur(100000), eur(100000), eur(0) })
  for _, counted in ipairs(state_of("studio", "2025-06-01").awards) do
    t.equal(counted.upper_bound, true)
  end
end)

test("a negative award adds no room, whichever of its amounts is negative", function(t)
  award("studio", "2023-06-01", 100000)
  local recoveries = {
    award("studio", "2023-07-01", -50000).id, award("studio", "2023-08-01", 10, { gross_grant_equivalent = eur(-50000) }).id,
  }
  local headroom = grappe.funding.headroom("studio", "2024-06-01")
  t.equal(headroom.member_states[1].room, eur(200000))
  table.sort(recoveries)
  table.sort(headroom.unplaced)
  t.equal(headroom.unplaced, recoveries)
end)

test("an award of another currency leaves nothing that is sure, and asks for its euros", function(t)
  local dollars = award("studio", "2023-06-01", 1, { amount_awarded = { amount = 100, currency = "USD" } })
  local headroom = grappe.funding.headroom("studio", "2024-06-01")
  t.equal({ headroom.member_states[1].known, headroom.member_states[1].surely_left }, { false, eur(0) })
  t.ok(headroom.questions[1]:find(dollars.id, 1, true))
end)

test("a public body that holds a quarter through firms it controls ends the status, and a municipality is one", function(t)
  figures("studio", 2023, 8, 1000000)
  grappe.actors.add { id = "ville", name = "Ville", kind = "municipality", territory = "BE-WAL" }
  grappe.actors.add { id = "regie", name = "Régie", kind = "company", territory = "BE-WAL" }
  grappe.actors.add { id = "fille", name = "Fille", kind = "company", territory = "BE-WAL" }
  grappe.relations.add { from = "ville", type = "shareholder-of", to = "regie", share = 0.51 }
  grappe.relations.add { from = "regie", type = "controls", to = "fille" }
  local held = grappe.relations.add { from = "fille", type = "shareholder-of", to = "studio", share = 0.25 }
  local status = grappe.funding.sme("studio", 2023)
  t.equal({ status.publicly_held, status.size, status.is_sme }, { true, "large", "unmet" })
  grappe.relations.set(held.id, { share = 0.249 })
  t.equal(grappe.funding.sme("studio", 2023).publicly_held, false)
end)

test("2, 21 and 2 per cent are a quarter; 17, 28 and 5 per cent no majority", function(t)
  figures("studio", 2023, 8, 1000000)
  for position, share in ipairs { 0.02, 0.21, 0.02 } do
    local id = "organisme-" .. position
    grappe.actors.add { id = id, name = id, kind = "public-agency", territory = "BE-WAL" }
    grappe.relations.add { from = id, type = "shareholder-of", to = "studio", share = share }
  end
  t.equal(grappe.funding.sme("studio", 2023).publicly_held, true)
  grappe.actors.add { id = "groupe-1", name = "Groupe", kind = "company", territory = "BE-WAL" }
  award("groupe-1", "2023-06-01", 100000)
  for position, share in ipairs { 0.17, 0.28, 0.05 } do
    local id = "groupe-" .. position
    if position > 1 then
      grappe.actors.add { id = id, name = id, kind = "company", territory = "BE-WAL" }
      grappe.relations.add { from = "groupe-1", type = "controls", to = id }
    end
    grappe.relations.add { from = id, type = "shareholder-of", to = "independante", share = share }
  end
  t.equal(grappe.funding.headroom("independante", "2024-06-01").undertaking, { "independante" })
  grappe.relations.set(grappe.relations.find({ from = "groupe-3", to = "independante" })[1].id, { share = 0.05000001 })
  t.equal(#grappe.funding.headroom("independante", "2024-06-01").undertaking, 4)
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

test("the returns of a programme are those of the programmes and calls within it", function(t)
  grappe.programmes.add { id = "plan", name = "Plan" }
  grappe.programmes.add { id = "volet", name = "Volet", parent = "plan" }
  grappe.calls.add { id = "appel", name = "Appel", programme = "volet" }
  grappe.calls.add { id = "lot", name = "Lot", parent = "appel" }
  award("studio", "2023-01-01", 1000, { call = "lot" })
  award("studio", "2023-01-01", 2000, { programme = "volet", amount_awarded = { amount = 300, currency = "CHF" } })
  grappe.expenditures.add { subject = "appel", territory = "BE-WAL", amount = eur(3000), status = "announced" }
  local announced = grappe.funding.returns({ subject = "plan" }).announced
  t.equal({ announced.aid, announced.regional_spend, announced.rate }, { eur(1000), eur(3000), 3.0 })
  t.equal(announced.other_currencies, { { of = "aid", amount = { amount = 300, currency = "CHF" } } })
end)
