local places = require "lib.places"

test("a census counts in each territory what a filter for it selects, whatever the classification", function(t)
  grappe.actors.add { name = "Essai de province", kind = "company", territory = "BE-WNA", standing = "existing" }
  grappe.actors.add { name = "Essai de NUTS", kind = "company", territory = "BE35", standing = "existing" }
  grappe.actors.add { name = "Essai de ville", kind = "company", territory = "BE-WLG", city = "Eupen", standing = "existing" }
  grappe.actors.add { name = "Essai projeté", kind = "company", territory = "BE-WNA", standing = "proposed" }
  local census, some = places.census(grappe.actors, { standing = "existing" }), 0
  for territory in grappe.territories.each() do
    local wanted = places.filter(territory)
    wanted.standing = "existing"
    local number = grappe.actors.count(wanted)
    t.equal(places.counted(census, territory), number)
    some = some + (number > 0 and 1 or 0)
  end
  t.equal(some > 5, true)
  t.equal(places.counted(census, grappe.territories.get("area-ostbelgien")) > 0, true)
end)

test("the nearest territory of a scheme is around every territory that has one", function(t)
  local country = places.nearest("^iso3166%-1$")
  t.equal({ country["BE-WNA"], country["FRL04"], country["BE"], country["area-eu"] }, { "BE", "FR", "BE", nil })
  t.equal(places.nearest("^iso")["FRL04"], "FR-13")
end)
