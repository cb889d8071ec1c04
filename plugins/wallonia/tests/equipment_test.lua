--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

--- The number that a report shows before a figure's label, which is in the plural form of the number.
local function counted(text, label)
  return tonumber(text:match("(%d+)%s+" .. word(label, { count = 2 })) or text:match("([01])%s+" .. word(label, { count = 1 })))
end

local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("shared equipment is shown with its host, planned equipment apart", function(t)
  local text = t.report("equipements")
  t.ok(text:find("Médialab du TRAKK%s+TRAKK%s+Namur"))
  t.ok(text:find("Pôle Média Namur.-4.-800.-" .. word("equipements.proposed")))
  local service = counted(text, "equipements.in_service")
  grappe.actors.add {
    name = "Studio partagé", kind = "company", territory = "BE-WLG", city = "Seraing", ["wallonia.equipment"] = { "fablab", "coworking" },
  }
  local after = t.report("equipements", { territory = "BE-WLG" })
  t.equal(counted(t.report("equipements"), "equipements.in_service"), service + 2)
  t.equal(has(after, "Seraing"), true)
  t.equal(has(after, "TRAKK"), false)
end)

test("one sort of equipment leaves the others out, and none says how to enter some", function(t)
  grappe.actors.add {
    name = "Studio partagé", kind = "company", territory = "BE-WLG", ["wallonia.equipment"] = { "fablab", "coworking" },
  }
  local text = t.report("equipements", { equipment = "fablab", territory = "BE-WLG" })
  t.ok(counted(text, "equipements.in_service") == 1)
  t.equal(has(text, "coworking"), false)
  t.equal(has(t.report("equipements", { territory = "BE-WLX" }), grappe.t("equipements.enter"):sub(1, 12)), true)
end)

test("an invented equipment is in no list", function(t)
  local before = t.report("equipements")
  grappe.actors.add {
    name = "Inventé", kind = "company", territory = "BE-WLG", ["wallonia.equipment"] = { "fablab" }, source = "illustratif",
  }
  t.equal(t.report("equipements"), before)
end)
