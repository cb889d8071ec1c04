local community = "wake-by-digital-wallonia"

test("the page of the label names its members and leads to their pages", function(t)
  local text = t.page("label")
  t.contains(text, "Agoria")
  t.contains(text, "(actor agoria)")
  t.contains(text, grappe.t("portail.no_holder"))
  t.contains(text, "wallonia:rejoindre")
end)

test("who holds the label is on the page and on the card, as long as it holds", function(t)
  t.as("2026-03-01")
  t.run("label", { actor = "kikk", expires = "2027-03-01" })
  t.contains(t.page("label"), "(actor kikk)")
  t.contains(t.card("actor", "kikk"), "2027-03-01")
  t.as("2027-03-02")
  t.contains(t.page("label"), grappe.t("portail.no_holder"))
  t.ok(not (t.card("actor", "kikk") or ""):find("2027-03-01", 1, true))
end)

test("an actor without label and community has no card", function(t)
  local actor = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE" }
  t.equal(t.card("actor", actor), nil)
end)

test("a known actor proposes to join once, for the staff to read", function(t)
  local actor = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE" }
  local before = t.page("label")
  t.equal(t.form("rejoindre", { organisation = "studio essai", message = "<b>Bonjour</b>" }).to, "label")
  local tie = grappe.relations.first { from = actor.id, to = community }
  t.equal({ tie.type, tie.standing, tie.visibility, tie.note }, { "member-of", "proposed", "staff", "<b>Bonjour</b>" })
  t.equal(t.page("label"), before)
  t.equal(t.card("actor", actor), nil)
  t.ok(t.form("rejoindre", { organisation = "Studio Essai" }, { audience = "staff" }).errors.organisation)
end)

test("an unknown organisation is proposed, and nobody else sees it", function(t)
  t.ok(t.form("rejoindre", { organisation = "Atelier Inconnu" }).errors.kind)
  t.ok(t.form("rejoindre", { organisation = "" }).errors.organisation)
  t.equal(t.form("rejoindre", { organisation = "Atelier Inconnu", kind = "company", city = "Namur" }).to, "label")
  local actor = grappe.actors.first { name = "Atelier Inconnu" }
  t.equal({ actor.standing, actor.visibility, actor.city }, { "proposed", "staff", "Namur" })
end)
