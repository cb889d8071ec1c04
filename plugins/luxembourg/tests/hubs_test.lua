test("who links two circles is to be met first", function(t)
  local ids = {}
  for _, name in ipairs { "Essai un", "Essai deux", "Essai trois", "Essai pont", "Essai quatre", "Essai cinq", "Essai six",
    "Essai sept" } do
    ids[#ids + 1] = grappe.actors.add { name = name, kind = "company", territory = "LU-VD", sectors = { "xr" } }.id
  end
  local function link(a, b)
    grappe.relations.add { from = ids[a], type = "partner-of", to = ids[b] }
  end
  link(1, 2) link(2, 3) link(1, 3) link(3, 4) link(4, 5) link(5, 6) link(4, 6) link(6, 7) link(5, 7) link(6, 8) link(7, 8)
  local text = t.report("hubs", { territory = "LU-VD" })
  t.ok(text:find("1%s+Essai trois") or text:find("1%s+Essai pont"))
  t.ok(text:find(grappe.t("hubs.holds_together"), 1, true))
end)

test("without ties there is nobody to meet first, and the report says so", function(t)
  grappe.actors.add { name = "Essai seul", kind = "company", territory = "LU-VD" }
  t.ok(t.report("hubs", { territory = "LU-VD" }):gsub("%s+", " "):find(grappe.t("hubs.no_tie"), 1, true))
end)

local function studio(name, fields)
  fields = fields or {}
  fields.name, fields.kind, fields.territory = name, "company", "LU-VD"
  fields.sectors = fields.sectors or { "xr" }
  return grappe.actors.add(fields).id
end

test("belonging and actors of another sector make no hub: their ties are counted apart", function(t)
  local a, b, law = studio("Essai un"), studio("Essai deux"), studio("Centre de droit", { sectors = { "sante" } })
  grappe.relations.add { from = a, type = "partner-of", to = b }
  grappe.relations.add { from = a, type = "part-of", to = b }
  grappe.relations.add { from = law, type = "partner-of", to = b }
  local text = t.report("hubs", { territory = "LU-VD" }):gsub("%s+", " ")
  t.ok(text:find("2 " .. grappe.t("hubs.of_sector", { count = 2 }) .. " 1 " .. grappe.t("hubs.ties_count", { count = 1 }), 1, true))
  t.ok(text:find(grappe.t("hubs.few", { count = 1, enough = "\0" }):match("^[^\0]*"), 1, true))
  t.ok(not text:find("Centre de droit", 1, true))
  t.ok(text:find(grappe.label("part-of", "relation.type") .. " 1", 1, true))
  t.ok(text:find(grappe.label("partner-of", "relation.type") .. " 1", 1, true))
end)
