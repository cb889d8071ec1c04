local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("shared equipment is shown with its host, planned equipment apart", function(t)
  local text = t.report("equipements")
  t.ok(text:find("Médialab du TRAKK%s+TRAKK%s+Namur"))
  t.ok(text:find("Pôle Média Namur.-4.-800.-en projet"))
  local service = tonumber(text:match("(%d+)%s+Équipements en service"))
  grappe.actors.add {
    name = "Studio partagé", kind = "company", territory = "BE-WLG", city = "Seraing", ["wallonia.equipment"] = { "fablab", "coworking" },
  }
  local after = t.report("equipements", { territory = "BE-WLG" })
  t.equal(tonumber(t.report("equipements"):match("(%d+)%s+Équipements en service")), service + 2)
  t.equal(has(after, "Seraing"), true)
  t.equal(has(after, "TRAKK"), false)
end)

test("one sort of equipment leaves the others out, and none says how to enter some", function(t)
  grappe.actors.add {
    name = "Studio partagé", kind = "company", territory = "BE-WLG", ["wallonia.equipment"] = { "fablab", "coworking" },
  }
  local text = t.report("equipements", { equipment = "fablab", territory = "BE-WLG" })
  t.ok(text:find("1%s+Équipements en service"))
  t.equal(has(text, "coworking"), false)
  t.equal(has(t.report("equipements", { territory = "BE-WLX" }), "Un équipement entre"), true)
end)

test("an invented equipment is in no list", function(t)
  local before = t.report("equipements")
  grappe.actors.add {
    name = "Inventé", kind = "company", territory = "BE-WLG", ["wallonia.equipment"] = { "fablab" }, source = "illustratif",
  }
  t.equal(t.report("equipements"), before)
end)
