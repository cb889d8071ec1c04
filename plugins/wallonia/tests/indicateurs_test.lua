local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local function add(fields)
  fields.indicator, fields.territory, fields.origin = "ind-part-icc-pib", "BE-WNA", "Essai"
  grappe.observations.add(fields)
end

test("a figure shows its origin and the words of its source", function(t)
  add { period = "2031", value = 12.5, qualifier = "min", as_written = "un bon huitième" }
  local text = t.report("indicateurs", { territory = "BE-WNA" })
  t.equal(has(text, "Essai"), true)
  t.equal(has(text, "un bon huitième"), true)
  t.equal(has(text, "≥\u{A0}12,5\u{A0}%"), true)
end)

test("a figure without a period says so", function(t)
  add { period = "unsaid", value = 5, qualifier = "exact", as_written = "5 %" }
  t.equal(has(t.report("indicateurs", { territory = "BE-WNA" }), "non dite"), true)
end)

test("a theme leaves the others out", function(t)
  local text = t.report("indicateurs", { theme = "formation" })
  t.equal(has(text, "DESI"), true)
  t.equal(has(text, "burnout"), false)
end)
