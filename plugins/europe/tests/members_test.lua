local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local function flat(text)
  return (text:gsub("%s+", " "))
end

local function body()
  return grappe.actors.add { id = "essai-pole", name = "Pôle d'essai", kind = "cluster" }.id
end

local function member(name, fields)
  local record = { member = grappe.actors.add { name = name, kind = "company" }.id, body = "essai-pole", start = "2020" }
  for field, value in pairs(fields or {}) do record[field] = value end
  return grappe.memberships.add(record)
end

local function dues(membership, year, fields)
  local record = {
    membership = membership.id, start = year .. "-01-01", ["end"] = year .. "-12-31",
    amount = { amount = 25000, currency = "EUR" },
  }
  for field, value in pairs(fields or {}) do record[field] = value end
  return grappe.dues_periods.add(record)
end

test("the report tells who joined, who left and who owes", function(t)
  t.as("2026-06-15")
  body()
  member("EssaiAncien", { category = "company" })
  member("EssaiArrivé", { start = "2026-03-02", category = "company" })
  member("EssaiParti", { ["end"] = "2026-04-30", category = "association" })
  member("EssaiCandidat", { start = "2026-05", status = "applied" })
  dues(member("EssaiDébiteur", { category = "freelancer" }), "2026", { due_on = "2026-03-31" })
  dues(member("EssaiPayeur", { category = "freelancer" }), "2026", { paid_on = "2026-02-01" })
  local text = t.report("membres", { year = 2026 })
  local joined, left, owes = text:find(grappe.t("members.who_joined"), 1, true), text:find(grappe.t("members.who_left"), 1, true),
    text:find(grappe.t("members.who_owes"), 1, true)
  t.ok(has(text:sub(joined, left), "EssaiArrivé") and not has(text:sub(joined, left), "EssaiAncien"))
  t.ok(has(text:sub(left, owes), "EssaiParti") and not has(text:sub(left, owes), "EssaiArrivé"))
  t.ok(has(text:sub(owes), "EssaiDébiteur") and not has(text:sub(owes), "EssaiPayeur"))
  t.ok(has(text:sub(owes), "2026-0001"))
  t.ok(not has(text, "EssaiCandidat"))
end)

test("a member that changes category without a gap has neither joined nor left", function(t)
  t.as("2026-06-15")
  body()
  local first = member("EssaiChange", { ["end"] = "2025-12-31", category = "start-up" })
  grappe.memberships.add { member = first.member, body = "essai-pole", start = "2026-01-01", category = "company" }
  local text = t.report("membres", { year = 2026 })
  t.ok(has(text, grappe.t("members.none_joined")) and has(flat(text), flat(grappe.t("members.none_left"))))
  t.ok(has(t.report("membres", { year = 2025 }), grappe.t("members.none_left")))
end)

test("states follow from the dates, known to the day, the month or the year", function(t)
  local membership = require "lib.membership"
  local function state(fields) return membership.state(fields, "2026-06-15") end
  t.equal(state { status = "active", start = "2020" }, "active")
  t.equal(state { status = "active", start = "2020", ["end"] = "2025" }, "ended")
  t.equal(state { status = "active", start = "2020", ["end"] = "2026" }, "active")
  t.equal(state { status = "active", start = "2026-07" }, "coming")
  t.equal(state { status = "suspended", start = "2026-06" }, "suspended")
  t.equal(state { status = "ended", start = "2020" }, "ended")
  t.equal(state { status = "applied", start = "2020" }, "applied")
  local function dues_state(fields) return membership.dues_state(fields, "2026-06-15") end
  t.equal(dues_state { due_on = "2026-06-15" }, "open")
  t.equal(dues_state { due_on = "2026-06-14" }, "overdue")
  t.equal(dues_state { due_on = "2026-06-14", paid_on = "2026-06-15" }, "paid")
  t.equal(dues_state { due_on = "2026-06-14", cancelled_on = "2026-01" }, "cancelled")
  t.equal(dues_state {}, "open")
  t.equal(membership.days_between("2024-02-28", "2024-03-01"), 2)
  t.equal(membership.days_between("2025-12-31", "2026-12-31"), 365)
end)

test("a reminder names the days late and the person in charge of billing", function(t)
  body()
  local late = member("EssaiEnRetard")
  dues(late, "2026", { due_on = "2026-03-31" })
  dues(member("EssaiÀTemps"), "2026", { due_on = "2026-12-31" })
  for role, name in pairs { contact = "Contact Exemple", billing = "Comptable Exemple" } do
    local person = grappe.persons.add { name = name, email = role .. "@example.org" }
    grappe.affiliations.add { person = person.id, actor = late.member, role = role }
  end
  local text = flat(t.report("relances", { date = "2026-04-10" }))
  t.ok(has(text, "EssaiEnRetard") and has(text, "billing@example.org") and has(text, " 10 "))
  t.ok(not has(text, "EssaiÀTemps") and not has(text, "contact@example.org"))
  t.ok(has(t.report("relances", { date = "2026-03-31" }), grappe.t("reminders.none")))
end)

test("of several bodies one must be chosen, and without members the report says how to enter them", function(t)
  t.as("2026-06-15")
  t.ok(has(flat(t.report("membres")), flat(grappe.t("members.no_body"))))
  body()
  member("EssaiUn", { start = "2026-01" })
  grappe.actors.add { id = "essai-autre", name = "Autre pôle", kind = "cluster" }
  grappe.memberships.add { member = "essai-pole", body = "essai-autre", start = "2020" }
  t.raises(function() t.report("membres") end, "essai-autre, essai-pole")
  t.ok(has(t.report("membres", { body = "essai-pole" }), "EssaiUn"))
end)
