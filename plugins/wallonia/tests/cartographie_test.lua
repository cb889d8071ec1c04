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
  t.equal(text:find("1%s+Acteurs") ~= nil, true)
  t.equal(text:find("2%s+Acteurs"), nil)
end)

test("an announced actor is marked", function(t)
  grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE-WNA", city = "Andenne", standing = "proposed" }
  t.equal(has(t.report("cartographie", { city = "Andenne" }), "Studio Essai\u{A0}*"), true)
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
