test("every concept has a French and an English label", function(t)
  for concept in grappe.concepts.each() do
    t.equal(concept.label.fr ~= nil and concept.label.en ~= nil, true)
  end
end)

test("a filter on a territory holds what lies in it", function(t)
  t.equal(grappe.territories.get("FR-13").parent, "FR-PAC")
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "FR-13" }
  t.equal(grappe.actors.count { id = actor.id, territory = "FR-PAC" }, 1)
  t.equal(grappe.actors.count { id = actor.id, territory = "area-eu" }, 1)
  t.equal(grappe.actors.count { id = actor.id, territory = "BE" }, 0)
end)

test("an actor of an unknown kind is refused", function(t)
  t.equal(pcall(grappe.actors.add, { name = "Essai", kind = "compagny" }), false)
end)
