local function flat(text)
  return (text:gsub("%s+", " "))
end

--- A day as a report writes it, as a pattern for every language: 15/01/2026, 15 Jan 2026, 15.01.2026.
local function day(number, year)
  return ("%02d.-%%w+.-%d"):format(number, year)
end

test("a partnership keeps its date, role, next step, due date and log", function(t)
  t.run("partenaire", {
    actor = "british-council", stage = "contacted", date = "2026-01-15", owner = "international",
    next_step = "Essai de visite", due = "2026-03-01", note = "Essai d'appel",
  })
  local text = flat(t.report("export"))
  t.ok(text:find(("British Council %s %s %s Essai de visite 0?1.-2026"):format(
    grappe.t("pipeline.contacted"), day(15, 2026), grappe.t("owner.international"))))
  t.ok(text:find(day(15, 2026) .. " British Council"))
  t.ok(text:find("Essai d'appel ; " .. grappe.t("partner.planned", { step = "Essai de visite" }), 1, true))
end)

test("a later note keeps the stage and its date, and a done step leaves the reminders", function(t)
  t.run("partenaire", {
    actor = "british-council", stage = "contacted", date = "2026-01-15", next_step = "Essai de visite", due = "2026-03-01",
  })
  local result = t.run("partenaire", { actor = "british-council", date = "2026-02-20", done = true, note = "Essai reçu" })
  t.equal({ result.stage, result.next_step, result.due, result.entries }, { "contacted", nil, nil, 2 })
  local text = flat(t.report("export"))
  t.ok(text:find(grappe.t("pipeline.contacted") .. " " .. day(15, 2026)))
  t.ok(text:find("Essai reçu ; " .. grappe.t("partner.done", { step = "Essai de visite" }), 1, true))
end)

test("a new step replaces the due date of the old one", function(t)
  t.run("partenaire", { actor = "british-council", stage = "contacted", next_step = "Essai 1", due = "2026-03-01" })
  local result = t.run("partenaire", { actor = "british-council", next_step = "Essai 2" })
  t.equal(result.next_step, "Essai 2")
  t.equal(result.due, nil)
end)

test("a fact to come, a due date without a step and a first entry without a stage are refused", function(t)
  local stranger = grappe.actors.add { name = "Essai étranger", kind = "cluster", territory = "FR-13" }
  local function refused(params)
    return select(2, pcall(t.run, "partenaire", params))
  end
  t.ok(tostring(refused { actor = "british-council", date = "2999-01-01" }):find("2999-01-01", 1, true))
  t.ok(tostring(refused { actor = "british-council", due = "2027-01-01" }):find(grappe.t("partner.due_without_step"), 1, true))
  t.ok(tostring(refused { actor = stranger.id }):find(grappe.t("partner.stage_needed"), 1, true))
end)

test("reminders tell what is late, what comes, and the command for what is missing", function(t)
  local text = flat(t.report("relances", { date = "2026-04-01" }))
  t.ok(text:find("1 " .. grappe.t("reminders.without_step"), 1, true))
  t.ok(text:find("--actor british-council", 1, true))
  t.run("partenaire", {
    actor = "british-council", stage = "contacted", owner = "projects", next_step = "Essai", due = "2026-03",
  })
  text = flat(t.report("relances", { date = "2026-04-01" }))
  t.ok(text:find("1 " .. grappe.t("reminders.late"), 1, true))
  t.ok(not text:find(grappe.t("reminders.incomplete"), 1, true))
  t.ok(flat(t.report("relances", { date = "2026-03-31" })):find("1 " .. grappe.t("reminders.coming"), 1, true))
end)

test("reminders are those of a role, and up to a date", function(t)
  t.run("partenaire", {
    actor = "british-council", stage = "contacted", owner = "projects", next_step = "Essai", due = "2027-03-01",
  })
  local function is_listed(params)
    params.date = "2026-04-01"
    return t.report("relances", params):find("British Council", 1, true) ~= nil
  end
  t.equal({ is_listed { owner = "projects" }, is_listed { owner = "funding" } }, { true, false })
  t.equal({ is_listed { ["until"] = "2027-03-01" }, is_listed { ["until"] = "2027-02-28" } }, { true, false })
end)
