local function helper(kind)
  return grappe.actors.add {
    name = "Incubateur d'essai", kind = kind or "incubator", territory = "FR-13", city = "Marseille", sectors = { "jeu-video" },
  }
end

test("the page names those who accompany, and filters them by kind", function(t)
  local actor = helper()
  local text = t.page("accompagnement")
  t.contains(text, "(actor " .. actor.id .. ")")
  t.contains(text, "paca/accompagnement?kind=incubator")
  t.contains(text, "paca:demander")
  t.contains(t.page("accompagnement", { params = { kind = "incubator" } }), "(actor " .. actor.id .. ")")
  t.ok(not t.page("accompagnement", { params = { kind = "hub" } }):find(actor.id, 1, true))
  t.raises(function() t.page("accompagnement", { params = { kind = "circus" } }) end, "kind")
end)

test("a request for support proposes a project, which counts nowhere before it is accepted", function(t)
  local holder = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "FR-13" }
  local before = t.report("maillon")
  local result = t.form("demander", { project = "Jeu d'essai", holder = "studio essai", stage = "prototype", need = "<b>Conseil</b>" })
  t.equal({ result.to, result.message }, { "accompagnement", grappe.t("portail.thanks") })
  local project = result.proposed[1].fields
  t.equal(
    { project.name, project.holder, project.stage, project.description }, { "Jeu d'essai", holder.id, "prototype", "<b>Conseil</b>" })
  t.equal(grappe.projects.count { name = "Jeu d'essai" }, 0)
  t.equal(t.report("maillon"), before)
end)

test("a holder outside the directory, an unknown stage and an empty need are refused", function(t)
  t.ok(t.form("demander", { project = "Jeu", holder = "Personne d'Ici", need = "x" }).errors.holder)
  t.ok(t.form("demander", { project = "Jeu", holder = "x", need = "x", stage = "later" }).errors.stage)
  t.ok(t.form("demander", { project = "Jeu", holder = "x" }).errors.need)
  t.equal(grappe.projects.count { name = "Jeu" }, 0)
end)

test("the card tells of those who accompany, and of nobody else", function(t)
  t.contains(t.card("actor", helper()), "paca/accompagnement")
  t.equal(t.card("actor", helper("company")), nil)
end)
