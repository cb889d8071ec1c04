test("the job counts its month, and an actor more shows in the next", function(t)
  t.ok(t.report("barometre"):find("Aucun mois", 1, true))
  local barometre = require "lib.barometre"
  barometre.take("2026-03-01T05:00:00Z")
  grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WNA" }
  barometre.take("2026-04-01T04:00:00Z")
  local before, after = grappe.storage.get("barometre:2026-03"), grappe.storage.get("barometre:2026-04")
  t.equal(after.actors, before.actors + 1)
  t.equal(after.companies, before.companies + 1)
  t.ok(t.report("barometre"):find("2026%-04"))
end)

test("the registered job counts", function(t)
  t.as("2026-05-01")
  t.job("barometre")
  t.equal(#grappe.storage.keys(), 1)
end)
