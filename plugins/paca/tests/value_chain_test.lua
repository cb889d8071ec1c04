test("a link is empty until an actor of a trade stands there", function(t)
  local before = t.report("chaine", { departement = "FR-05" })
  t.ok(not before:find(grappe.t("link.financement") .. "%s+0%s+0%s+1"))
  grappe.actors.add { name = "Fonds d'essai", kind = "fund", territory = "FR-05", sectors = { "jeu-video" } }
  t.ok(t.report("chaine", { departement = "FR-05" }):find(grappe.t("link.financement") .. "%s+0%s+0%s+1"))
end)
