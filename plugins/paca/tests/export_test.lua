test("a partnership advances along the pipeline", function(t)
  t.ok(t.report("export"):find("British Council%s+" .. grappe.t("pipeline.interested")))
  t.run("partenaire", { actor = "british-council", stage = "agreed", next_step = "Résidence croisée" })
  local text = t.report("export")
  t.ok(text:find("British Council%s+" .. grappe.t("pipeline.agreed") .. "%s+%S+%s+–%s+Résidence croisée"))
  t.ok(text:find("1%s+" .. grappe.t("export.agreed", { count = 1 })))
end)

test("a country aimed at without a partner says so", function(t)
  t.ok(t.report("export"):find(grappe.label(grappe.territories.get("CA").name) .. ".-" .. grappe.t("export.open")))
end)

test("readiness tells what is met, what is not, and what nobody recorded", function(t)
  local actor = grappe.actors.add {
    name = "Aaa Essai", kind = "company", territory = "FR-06", website = "https://example.org", sectors = { "jeu-video" },
  }
  t.ok(t.report("export"):find("Aaa Essai%s+✓%s+%?%s+%?%s+%?%s+%?%s+1"))
  grappe.figures.add { actor = actor.id, year = 2025, staff = 1, exports = { amount = 500, currency = "EUR" } }
  t.ok(t.report("export"):find("Aaa Essai%s+✓%s+%?%s+✓%s+✗%s+%?%s+2"))
end)

test("readiness is that of the sector: a firm of another one is counted apart", function(t)
  local actor = grappe.actors.add {
    name = "Laboratoire d'essai", kind = "company", territory = "FR-06", website = "https://example.org", sectors = { "sante" },
  }
  t.ok(not t.report("export"):find("Laboratoire d'essai", 1, true))
  grappe.actors.set(actor.id, { sectors = { "sante", "xr" } })
  t.ok(t.report("export"):find("Laboratoire d'essai", 1, true))
end)

test("a number of the French register meets the criterion of the identifier, another one does not", function(t)
  local actor = grappe.actors.add { name = "Aaa Numéro", kind = "company", territory = "FR-06", sectors = { "jeu-video" } }
  grappe.identifiers.add { actor = actor.id, scheme = "FR-SIREN", value = "552100554" }
  t.ok(t.report("export"):find("Aaa Numéro%s+%?%s+✓%s+%?%s+%?%s+%?%s+1"))
end)
