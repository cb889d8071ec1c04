test("every concept, territory and indicator of this plugin has a name in German, English and French", function(t)
  local function speaks(record, texts)
    for _, language in ipairs { "de", "en", "fr" } do
      t.equal({ record.id, language, texts[language] ~= nil }, { record.id, language, true })
    end
  end
  for concept in grappe.concepts.each { owner = "europe" } do speaks(concept, concept.label) end
  for territory in grappe.territories.each { owner = "europe" } do speaks(territory, territory.name) end
  for indicator in grappe.indicators.each { owner = "europe" } do speaks(indicator, indicator.label) end
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
