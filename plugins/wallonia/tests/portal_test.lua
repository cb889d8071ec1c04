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

test("a known actor proposes to join, and is a member once the staff sends it", function(t)
  local actor = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE" }
  local before, values = t.page("label"), { organisation = "studio essai", message = "<b>Bonjour</b>" }
  local sent = t.form("rejoindre", values)
  local change = sent.proposed[1]
  t.equal({ sent.to, #sent.proposed, change.operation, change.entity }, { "label", 1, "add", "relation" })
  t.equal(
    { change.fields.from, change.fields.to, change.fields.type, change.fields.note },
    { actor.id, community, "member-of", "<b>Bonjour</b>" })
  t.equal(t.page("label"), before)
  t.equal(t.card("actor", actor), nil)
  t.equal(t.form("rejoindre", values, { audience = "staff" }).proposed, nil)
  t.contains(t.page("label"), "Studio Essai")
  t.ok(t.form("rejoindre", { organisation = "Studio Essai" }).errors.organisation)
end)

test("an unknown organisation is proposed", function(t)
  t.ok(t.form("rejoindre", { organisation = "Atelier Inconnu" }).errors.kind)
  t.ok(t.form("rejoindre", { organisation = "" }).errors.organisation)
  local sent = t.form("rejoindre", { organisation = "Atelier Inconnu", kind = "company", city = "Namur" })
  t.equal({ sent.to, sent.proposed[1].entity, sent.proposed[1].fields.city }, { "label", "actor", "Namur" })
  t.equal(grappe.actors.count { name = "Atelier Inconnu" }, 0)
end)
