local function actor(name, territory, sectors)
  return grappe.actors.add { name = name, kind = "company", territory = territory, sectors = sectors or { "design" } }.id
end

local function link(from, to)
  grappe.relations.add { from = from, type = "partner-of", to = to }
end

test("ties within and across two poles are told apart, and a missing bridge is proposed", function(t)
  local a, b = actor("Essai Gap", "FR-05", { "animation" }), actor("Essai Briançon", "FR-05")
  local c = actor("Essai Digne", "FR-04", { "animation" })
  link(a, b)
  local text = t.report("poles", { first = "FR-05", second = "FR-04" })
  t.ok(text:find("1%s+" .. grappe.t("poles.within_count", { count = 1 })))
  t.ok(text:find("0%s+" .. grappe.t("poles.across_count", { count = 0 })))
  t.ok(text:find("Essai Gap%s+Essai Digne") or text:find("Essai Digne%s+Essai Gap"))
  link(b, c)
  t.ok(t.report("poles", { first = "FR-05", second = "FR-04" }):find("1%s+" .. grappe.t("poles.across_count", { count = 1 })))
end)

test("one pole twice is no pair", function(t)
  t.ok(t.report("poles", { first = "FR-05", second = "FR-05" }):find(grappe.t("poles.same"), 1, true))
end)

test("belonging and actors of another sector are counted apart, and few ties are no conclusion", function(t)
  local a, b = actor("Essai Gap", "FR-05"), actor("Essai Digne", "FR-04")
  local pharma = actor("Essai pharma", "FR-05", { "biotech" })
  grappe.relations.add { from = a, type = "part-of", to = b }
  link(pharma, b)
  local text = t.report("poles", { first = "FR-05", second = "FR-04" }):gsub("%s+", " ")
  t.ok(text:find("0 " .. grappe.t("poles.within_count", { count = 0 }) .. " 0 " .. grappe.t("poles.across_count", { count = 0 }), 1, true))
  t.ok(text:find(grappe.label {
    de = "beiden Polen: 0. Das ist zu wenig", fr = "deux pôles : 0. C'est trop peu", en = "two poles: 0. Too few",
  }, 1, true))
  t.ok(not text:find(grappe.label { de = "Der E-I-Index beträgt", fr = "L'indice E-I est de", en = "The E-I index is" }, 1, true))
  t.ok(text:find(grappe.label { de = "Teil von 0 1", fr = "fait partie de 0 1", en = "part of 0 1" }, 1, true))
  t.ok(text:find(grappe.label { de = "Partner von 0 1", fr = "partenaire de 0 1", en = "partner of 0 1" }, 1, true))
end)

test("with enough working ties the index concludes", function(t)
  local ids = {}
  for position = 1, 6 do
    ids[position] = actor("Essai " .. position, position <= 3 and "FR-05" or "FR-04")
  end
  for first = 1, 5 do
    for second = first + 1, 6 do
      link(ids[first], ids[second])
    end
  end
  local text = t.report("poles", { first = "FR-05", second = "FR-04" }):gsub("%s+", " ")
  t.ok(text:find(grappe.label { de = "Der E-I-Index beträgt", fr = "L'indice E-I est de", en = "The E-I index is" }, 1, true))
end)

test("a tie between two classifications of one pole is a tie within it", function(t)
  link(actor("Essai Gap", "FR-05"), actor("Essai Briançon", "FRL02"))
  local text = t.report("poles", { first = "FR-05", second = "FR-04" }):gsub("%s+", " ")
  t.ok(text:find("1 " .. grappe.t("poles.within_count", { count = 1 }) .. " 0 " .. grappe.t("poles.across_count", { count = 0 }), 1, true))
  t.ok(text:find(grappe.label { de = "Partner von 1 0", fr = "partenaire de 1 0", en = "partner of 1 0" }, 1, true))
end)
