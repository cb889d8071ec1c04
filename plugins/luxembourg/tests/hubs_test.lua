test("who links two circles is to be met first", function(t)
  local ids = {}
  for _, name in ipairs { "Essai un", "Essai deux", "Essai trois", "Essai pont", "Essai quatre", "Essai cinq" } do
    ids[#ids + 1] = grappe.actors.add { name = name, kind = "company", territory = "LU-VD" }.id
  end
  local function link(a, b)
    grappe.relations.add { from = ids[a], type = "partner-of", to = ids[b] }
  end
  link(1, 2) link(2, 3) link(1, 3) link(3, 4) link(4, 5) link(5, 6)
  local text = t.report("hubs", { territory = "LU-VD" })
  t.ok(text:find("1%s+Essai trois") or text:find("1%s+Essai pont"))
  t.ok(text:find("sans lui le réseau se défait", 1, true))
end)

test("without ties there is nobody to meet first, and the report says so", function(t)
  grappe.actors.add { name = "Essai seul", kind = "company", territory = "LU-VD" }
  t.ok(t.report("hubs", { territory = "LU-VD" }):find("Aucun lien", 1, true))
end)
