--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("a Walloon actor gets its family and stands in the list of its city", function(t)
  grappe.actors.add {
    name = "Studio Essai", kind = "company", territory = "BE-WNA", city = "Andenne", categories = { "culture-numerique" },
  }
  local text = t.report("cartographie", { city = "Andenne" })
  t.equal(has(text, "Studio Essai"), true)
  t.equal(has(text, "KIKK"), false)
end)

test("a filter by family leaves the other families out", function(t)
  local text = t.report("cartographie", { family = "culture-numerique" })
  t.equal(has(text, "Transcultures"), true)
  t.equal(has(text, "Wallimage"), false)
end)

test("an actor in two families counts once in the total", function(t)
  grappe.actors.add {
    name = "Studio Essai", kind = "company", territory = "BE-WNA", city = "Andenne",
    categories = { "culture-numerique", "entrepreneuriat" },
  }
  local text = t.report("cartographie", { city = "Andenne" })
  t.equal(text:find("1%s+" .. grappe.t("cartographie.actors_count", { count = 1 })) ~= nil, true)
  t.equal(text:find("2%s+" .. grappe.t("cartographie.actors_count", { count = 2 })), nil)
end)

test("a planned actor is listed apart with its source and counts in no other figure", function(t)
  local fields = { kind = "company", territory = "BE-WNA", city = "Andenne", sectors = { "xr" } }
  fields.name, fields.standing, fields.locator = "Studio Promis", "proposed", "Programme d'essai (p. 3)"
  grappe.actors.add(fields)
  local text = t.report("cartographie", { city = "Andenne" })
  t.equal(text:find("0%s+" .. word("cartographie.actors_count", { count = 0 })) ~= nil, true)
  t.equal(text:find("1%s+" .. word("cartographie.proposed")) ~= nil, true)
  t.equal(has(text, "Programme d'essai (p. 3)"), true)
  t.equal(has(text, "livre blanc les annonce"), false)
end)

test("invented examples count as nothing, and removing them changes no figure", function(t)
  local before = t.report("cartographie")
  t.run("exemples", {})
  t.equal(t.report("cartographie"), before)
end)

test("an actor without a creative sector is counted apart until it gets one", function(t)
  local function figures()
    local text = t.report("cartographie", { city = "Andenne" }):gsub("%s+", " ")
    return {
      text:match(grappe.label { de = "Akteure der Branche: (%d+)", fr = "acteurs du secteur : (%d+)", en = "actors of the sector: (%d+)" }),
      text:match(grappe.label { de = "Schlussfolgerung: (%d+)", fr = "rien : (%d+)", en = "from them: (%d+)" }),
    }
  end
  local actor = grappe.actors.add { name = "Pharma", kind = "company", territory = "BE-WNA", city = "Andenne", sectors = { "biotech" } }
  grappe.actors.add { name = "Studio", kind = "company", territory = "BE-WNA", city = "Andenne", sectors = { "xr" } }
  t.equal(figures(), { "1", "1" })
  grappe.actors.set(actor.id, { sectors = { "biotech", "design" } })
  t.equal(figures(), { "2", "0" })
end)

test("a city is counted whatever territory its name stands for", function(t)
  local one = t.report("cartographie", { territory = "area-namur" }):match("(%d+)%s+" .. word("cartographie.actors"))
  t.equal(one, t.report("cartographie", { city = "Namur", territory = "BE-WNA" }):match("(%d+)%s+" .. word("cartographie.actors")))
  t.ok(tonumber(one) > 0)
end)

test("an actor outside Belgium is refused", function(t)
  t.denied(function()
    grappe.actors.add { name = "Studio Essai", kind = "company", territory = "FR-13" }
  end)
end)

test("the audit finds an actor without family until it gets one", function(t)
  local audit = require "lib.audit"
  local before = #audit.list("family")
  local actor = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE-WNA" }
  t.equal(#audit.list("family"), before + 1)
  grappe.actors.set(actor.id, { categories = { "culture-numerique" } })
  t.equal(#audit.list("family"), before)
end)

test("an actor filed under a NUTS code or a town counts in its province", function(t)
  local function namur() return tonumber(t.report("cartographie"):match("\nNamur%s+(%d+)\n")) end
  local before = namur()
  grappe.actors.add { name = "Essai un", kind = "company", territory = "BE35", sectors = { "xr" } }
  grappe.actors.add { name = "Essai deux", kind = "company", territory = "area-namur", sectors = { "xr" } }
  t.equal(namur(), before + 2)
end)

test("a town is found whatever its case and accents", function(t)
  local function count(city) return t.report("cartographie", { city = city }):match("(%d+)%s+" .. word("cartographie.actors")) end
  t.equal({ count("liege"), count("LIÈGE") }, { count("Liège"), count("Liège") })
  local known = grappe.t("cartographie.known_cities", { cities = "" }):match("^[^:]+")
  t.equal(has(t.report("cartographie", { city = "Atlantis" }), known), true)
end)

test("the missing numbers and staff are counted", function(t)
  local function missing()
    local words = t.report("cartographie", { city = "Andenne" }):gsub("%s+", " ")
    return { words:match(grappe.label {
      de = "Unternehmensnummer %((%d+)%), die Beschäftigten %((%d+)%)",
      fr = "entreprise %((%d+)%), les effectifs %((%d+)%)", en = "number %((%d+)%), the staff %((%d+)%)",
    }) }
  end
  local fields = { kind = "company", territory = "BE-WNA", city = "Andenne", sectors = { "xr" } }
  fields.name = "Un"
  local one = grappe.actors.add(fields)
  fields.name = "Deux"
  grappe.actors.add(fields)
  t.equal(missing(), { "2", "2" })
  grappe.identifiers.add { actor = one.id, scheme = "BE-BCE_KBO", value = "0403.019.261", status = "verified" }
  grappe.figures.add { actor = one.id, year = 2025, staff = 3 }
  t.equal(missing(), { "1", "1" })
end)

test("the staff reads where the families come from, of the fields that the plugin keeps for it", function(t)
  local text = t.report("cartographie", {})
  t.ok(text:find((grappe.t("cartographie.basis_note", { map = "\0", inferred = "" }):match("^[^\0]*")), 1, true))
end)
