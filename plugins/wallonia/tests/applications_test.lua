--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

local function count(report, key)
  for number = 0, 9 do
    if report:find(("%d%%s+%s"):format(number, word(key, { count = number }))) then
      return number
    end
  end
end

local function new_call(fields)
  fields = fields or {}
  fields.name, fields.level, fields.territories = fields.name or "Fonds d'essai", "regional", { "BE-WAL" }
  return grappe.calls.add(fields)
end

local function studio()
  return grappe.actors.add { name = "Studio d'essai", kind = "company", territory = "BE-WAL" }
end

test("an application is followed from the draft to the award", function(t)
  local call, actor = new_call { operator = "kikk", instrument = { "grant" } }, studio()
  local project = grappe.projects.add { name = "Projet d'essai", holder = actor.id }
  local function step(params)
    params.call, params.project = call.id, project.id
    return t.run("dossier", params)
  end
  t.as("2026-03-01")
  local draft = step { next_step = "Rassembler les devis", due = "2026-03-20", amount = 40000 }
  t.equal({ draft.state, draft.due }, { "draft", "2026-03-20" })
  t.equal(grappe.applications.get(draft.id).amount_requested, { amount = 4000000, currency = "EUR" })
  t.as("2026-03-25")
  t.equal(count(t.report("dossiers"), "dossier.count_late"), 1)
  t.equal(step({ state = "submitted", next_step = "Relancer", due = "2026-04" }).id, draft.id)
  t.equal(grappe.applications.get(draft.id).submitted_at:sub(1, 10), "2026-03-25")
  t.equal(count(t.report("dossiers"), "dossier.count_coming"), 1)
  t.as("2026-05-02")
  local decided = step { state = "awarded", amount = 30000 }
  t.equal({ decided.decided, decided.next_step, decided.due }, { "2026-05-02", nil, nil })
  local award = grappe.awards.get(decided.award)
  t.equal({ award.amount_awarded.amount, award.funder, award.recipient, award.award_date }, { 3000000, "kikk", actor.id, "2026-05-02" })
  t.equal(count(t.report("dossiers"), "dossier.count_decided"), 1)
end)

test("the application of an invented project is followed, and counts nowhere", function(t)
  local call = new_call { operator = "kikk", instrument = { "grant" } }
  local actor = grappe.actors.add { name = "Studio inventé", kind = "company", territory = "BE-WAL", source = "illustratif" }
  local project = grappe.projects.add { name = "Projet inventé", holder = actor.id, source = "illustratif" }
  local decided = t.run("dossier", { call = call.id, project = project.id, state = "awarded", amount = 30000 })
  local award = grappe.awards.get(decided.award)
  t.equal({ award.source, award.member_state }, { "illustratif", "BE" })
  t.equal(count(t.report("dossiers"), "dossier.count_decided"), 0)
  t.equal(count(t.report("dossiers", { project = project.id }), "dossier.count_decided"), 1)
  t.equal(t.report("retombees"):find(call.name, 1, true), nil)
end)

test("what cannot be is refused", function(t)
  local call, actor = new_call(), studio()
  t.as("2026-03-01")
  t.raises(function() t.run("dossier", { call = call.id }) end, "--project")
  t.raises(function() t.run("dossier", { call = call.id, actor = actor.id, date = "2026-03-02" }) end, "2026-03-02")
  t.raises(function() t.run("dossier", { call = call.id, actor = actor.id, due = "2026-04-01" }) end, "--next_step")
  t.raises(function() t.run("dossier", { call = call.id, actor = actor.id, state = "awarded" }) end, "--amount")
  t.raises(function() t.run("dossier", { call = call.id, actor = actor.id, state = "awarded", amount = 5 }) end, call.name)
end)

test("a closing date shows from its first to its last day", function(t)
  new_call { name = "Appel qui se clôt", closes = "2026-06-30" }
  local function shown(date)
    return t.report("echeances", { date = date, days = 30 }):find("Appel qui se clôt", 1, true) ~= nil
  end
  t.equal({ shown("2026-05-30"), shown("2026-05-31"), shown("2026-06-30"), shown("2026-07-01") }, { false, true, true, false })
end)

test("a call whose closing day is not known is counted, not shown", function(t)
  local function undated()
    local text = t.report("echeances", { date = "2026-06-01" }):gsub("%s+", " ")
    local pattern = word("echeances.undated", { count = 99 }):gsub("99", "(%%d+)")
    return tonumber(text:match(pattern))
  end
  local before = undated()
  new_call { name = "Sans date" }
  new_call { name = "Clôture au mois", closes = "2026-06" }
  t.equal(undated(), before + 2)
end)

test("the job warns once for each notice, and again as the date comes closer", function(t)
  local call = new_call { closes = "2026-06-30" }
  local alert = require("lib.closing").alert
  t.equal(alert("2026-05-30"), {})
  t.equal(alert("2026-05-31"), { call.id })
  t.equal(alert("2026-06-01"), {})
  t.equal(alert("2026-06-23"), { call.id })
  t.equal(alert("2026-06-29"), { call.id })
  t.equal(alert("2026-06-30"), {})
  t.as("2026-06-29")
  grappe.calls.set(call.id, { closes = "2026-07-06" })
  t.job("echeances")
  t.equal(grappe.storage.get("closing.alerted")[call.id], "2026-07-06 7")
end)
