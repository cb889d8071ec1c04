local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local uncovered = "Aucun financement, existant ou en projet, ne cite : Prototype."

test("the stage that nothing covers is named until an instrument covers it", function(t)
  t.equal(has(t.report("financements", {}), uncovered), true)
  grappe.calls.add { name = "Essai", level = "regional", stages = { "prototype" }, territories = { "BE-WAL" } }
  t.equal(has(t.report("financements", {}), uncovered), false)
end)

test("a planned instrument covers nothing yet", function(t)
  grappe.calls.add {
    name = "Essai", level = "regional", stages = { "prototype" }, territories = { "BE-WAL" }, standing = "proposed",
  }
  t.equal(has(t.report("financements", {}), "Seuls des financements en projet citent : Prototype"), true)
end)

test("an instrument of another country covers nothing in Wallonia", function(t)
  grappe.calls.add { name = "Essai", level = "national", stages = { "prototype" }, territories = { "FR" } }
  t.equal(has(t.report("financements", {}), uncovered), true)
end)

test("a stage shows only the instruments that name it", function(t)
  local text = t.report("financements", { stage = "export" })
  t.equal(has(text, "AWEX"), true)
  t.equal(has(text, "Tax shelter"), false)
end)
