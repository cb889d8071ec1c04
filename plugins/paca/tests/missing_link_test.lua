--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

local function count_of(text, label)
  return tonumber(text:match("(%d+)%s+" .. label))
end

local function project(t)
  local holder = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "FR-13" }
  return grappe.projects.add { name = "Film d'essai", holder = holder.id, stage = "prototype" }
end

test("a project that nobody accompanies or funds is the missing link until somebody does", function(t)
  local one = project(t)
  t.equal(count_of(t.report("maillon"), grappe.t("maillon.missing_count")), 1)
  grappe.support_actions.add { beneficiary = one.id, kind = "coaching", provider = "primi", date = "2026-02-01" }
  t.equal(count_of(t.report("maillon"), grappe.t("maillon.missing_count")), 0)
end)

test("a funded project is not the missing link", function(t)
  local one = project(t)
  grappe.awards.add {
    title = "Essai", description = "Essai", amount_awarded = { amount = 100000, currency = "EUR" },
    award_date = "2026-01-01", funder = "primi", recipient = one.holder, project = one.id,
  }
  t.equal(count_of(t.report("maillon"), grappe.t("maillon.missing_count")), 0)
end)

test("a planned scheme counts apart from those that exist", function(t)
  t.ok(t.report("maillon"):find(grappe.t("stage.commercialisation") .. "%s+0%s+1"))
end)

test("a public body without a creative sector accompanies nobody, an incubator of the sector may", function(t)
  local function providers()
    return count_of(t.report("maillon"), grappe.t("maillon.providers"))
  end
  local before = providers()
  grappe.actors.add { name = "Parc d'essai", kind = "public-agency", territory = "FR-05" }
  grappe.actors.add { name = "Agence d'essai", kind = "public-agency", territory = "FR-05", sectors = { "mobilite" } }
  t.equal(providers(), before)
  grappe.actors.add { name = "Incubateur d'essai", kind = "incubator", territory = "FR-05", sectors = { "jeu-video" } }
  t.equal(providers(), before + 1)
end)

test("an invented call, a closed one and an action elsewhere count for no stage", function(t)
  local text = t.report("maillon")
  grappe.calls.add { name = "Inventé", level = "regional", territories = { "FR-PAC" }, stages = { "idea" }, source = "illustratif" }
  grappe.calls.add { name = "Clos", level = "regional", territories = { "FR-PAC" }, stages = { "idea" }, closes = "2020-01-31" }
  grappe.support_actions.add {
    beneficiary = "british-council", kind = "coaching", provider = "british-council", date = "2026-02-01", stage = "idea",
  }
  t.ok(t.report("maillon"):find(word("stage.idea") .. "%s+0%s+0%s+0"))
  t.equal(text:match(word("stage.production") .. "%s+(%d)%s+(%d)"), "0")
end)

test("help for the holder accompanies the project, and an application pending is money asked for", function(t)
  local one = project(t)
  t.ok(t.report("maillon"):find("Film d'essai%s+Studio Essai%s+%S+%s+" .. word("maillon.no") .. "%s+" .. word("maillon.none")))
  grappe.support_actions.add { beneficiary = one.holder, kind = "coaching", provider = "primi", date = "2026-02-01" }
  local call = grappe.calls.add { name = "Appel d'essai", level = "regional", territories = { "FR-PAC" } }
  grappe.applications.add { applicant = one.holder, call = call.id, project = one.id, status = "submitted" }
  t.ok(t.report("maillon"):find("Film d'essai%s+Studio Essai%s+%S+%s+" .. word("maillon.yes") .. "%s+" .. word("maillon.asked")))
end)
