local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local function person(name, fields)
  local record = { name = name, family_name = name }
  for field, value in pairs(fields or {}) do record[field] = value end
  return grappe.persons.add(record)
end

local function agree(who, purpose, given)
  return grappe.consents.add { person = who.id, purpose = purpose, given_at = given or "2026-01-10T09:00:00Z" }
end

test("a list holds those who have consented to its purpose, and counts the others", function(t)
  local one, other = person("Exemple Oui", { email = "oui@example.org" }), person("Exemple Non", { email = "non@example.org" })
  agree(one, "newsletter")
  agree(other, "directory")
  local text = t.report("destinataires", { purpose = "newsletter" })
  t.ok(has(text, "oui@example.org") and not has(text, "Exemple Non") and not has(text, "non@example.org"))
  t.equal(grappe.persons.count({}, { purpose = "newsletter" }), 1)
  local directory = t.report("annuaire")
  t.ok(has(directory, "Exemple Non") and not has(directory, "Exemple Oui") and not has(directory, "@example.org"))
end)

test("a withdrawal holds from the next read on, and a later consent again", function(t)
  local one = person("Exemple Revient")
  local first = agree(one, "invitations")
  agree(one, "invitations", "2026-02-01T09:00:00Z")
  grappe.consents.set(first.id, { withdrawn_at = "2026-03-01T09:00:00Z" })
  t.equal(grappe.persons.find({}, { purpose = "invitations" }), {})
  agree(one, "invitations", "2026-04-01T09:00:00Z")
  t.equal(#grappe.persons.find({}, { purpose = "invitations" }), 1)
end)

test("what names a person follows her consent, what names none is kept", function(t)
  local one = person("Exemple Muet")
  grappe.events.add { id = "essai-soir", name = "Soir", kind = "workshop" }
  grappe.registrations.add { event = "essai-soir", participant = one.id }
  grappe.registrations.add { event = "essai-soir", participant = "dg-connect" }
  t.equal(grappe.registrations.count({ event = "essai-soir" }, { purpose = "photos" }), 1)
  t.ok(not has(t.report("destinataires", { purpose = "photos", event = "essai-soir" }), "Exemple Muet"))
  agree(one, "photos")
  t.equal(grappe.registrations.count({ event = "essai-soir" }, { purpose = "photos" }), 2)
  t.ok(has(t.report("destinataires", { purpose = "photos", event = "essai-soir" }), "Exemple Muet"))
end)

test("a self-employed person is introduced to nobody without her consent", function(t)
  local one, group = person("Exemple Solo"), {}
  for position, name in ipairs { "Essai Solo", "Essai Pont", "Essai Voisin" } do
    group[position] = grappe.actors.add { name = name, kind = position == 1 and "freelancer" or "company", city = "Essai" }.id
  end
  for _, id in ipairs { group[1], group[3] } do
    grappe.relations.add { from = id, type = "partner-of", to = group[2] }
  end
  grappe.affiliations.add { person = one.id, actor = group[1], role = "self" }
  local function introduced()
    local list, left_out = grappe.network.introductions({ id = group }, { groups = "kind" })
    return #list, left_out
  end
  t.equal({ introduced() }, { 0, 1 })
  local consent = agree(one, "matchmaking")
  t.equal({ introduced() }, { 1, 0 })
  grappe.consents.set(consent.id, { withdrawn_at = "2026-03-01T09:00:00Z" })
  t.equal({ introduced() }, { 0, 1 })
end)

test("a purpose that is none, or that does not concern an entity, is refused", function(t)
  t.raises(function() grappe.persons.find({}, { purpose = "newsleter" }) end, "newsletter")
  t.raises(function() grappe.territories.find({}, { purpose = "newsletter" }) end, "purpose")
end)
