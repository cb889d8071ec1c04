local function actor(name, territory, sectors)
  return grappe.actors.add { name = name, kind = "company", territory = territory, sectors = sectors }.id
end

local function link(from, to)
  grappe.relations.add { from = from, type = "partner-of", to = to }
end

test("ties within and across two poles are told apart, and a missing bridge is proposed", function(t)
  local a, b = actor("Essai Gap", "FR-05", { "animation" }), actor("Essai Briançon", "FR-05")
  local c = actor("Essai Digne", "FR-04", { "animation" })
  link(a, b)
  local text = t.report("poles", { first = "FR-05", second = "FR-04" })
  t.ok(text:find("1%s+Liens internes"))
  t.ok(text:find("0%s+Liens entre pôles"))
  t.ok(text:find("Essai Gap%s+Essai Digne") or text:find("Essai Digne%s+Essai Gap"))
  link(b, c)
  t.ok(t.report("poles", { first = "FR-05", second = "FR-04" }):find("1%s+Liens entre pôles"))
end)

test("one pole twice is no pair", function(t)
  t.ok(t.report("poles", { first = "FR-05", second = "FR-05" }):find("deux pôles différents", 1, true))
end)
