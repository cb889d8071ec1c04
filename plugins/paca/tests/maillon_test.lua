local function count_of(text, label)
  return tonumber(text:match("(%d+)%s+" .. label))
end

local function project(t)
  local holder = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "FR-13" }
  return grappe.projects.add { name = "Film d'essai", holder = holder.id, stage = "prototype" }
end

test("a project that nobody accompanies or funds is the missing link until somebody does", function(t)
  local one = project(t)
  t.equal(count_of(t.report("maillon"), "Maillon manquant"), 1)
  grappe.support_actions.add { beneficiary = one.id, kind = "coaching", provider = "primi", date = "2026-02-01" }
  t.equal(count_of(t.report("maillon"), "Maillon manquant"), 0)
end)

test("a funded project is not the missing link", function(t)
  local one = project(t)
  grappe.awards.add {
    title = "Essai", description = "Essai", amount_awarded = { amount = 100000, currency = "EUR" },
    award_date = "2026-01-01", funder = "primi", recipient = one.holder, project = one.id,
  }
  t.equal(count_of(t.report("maillon"), "Maillon manquant"), 0)
end)

test("a planned scheme counts apart from those that exist", function(t)
  t.ok(t.report("maillon"):find("Commercialisation%s+0%s+1"))
end)
