--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

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
  t.equal(text:find(word("qualifier.min") .. "%s+12[.,]5%s+%%") ~= nil, true)
end)

test("a figure without a period says so", function(t)
  add { period = "unsaid", value = 5, qualifier = "exact", as_written = "5 %" }
  t.equal(has(t.report("indicateurs", { territory = "BE-WNA" }), grappe.t("indicateurs.unsaid")), true)
end)

test("a theme leaves the others out", function(t)
  local text = t.report("indicateurs", { theme = "formation" })
  t.equal(has(text, "DESI"), true)
  t.equal(has(text, "burnout"), false)
end)

test("a value is a number with its precision and its unit beside it, an amount in millions", function(t)
  grappe.observations.add {
    indicator = "ind-ca-icc", territory = "BE-WNA", origin = "Essai", period = "2020", year = 2020, value = 1250000000,
    qualifier = "approx", as_written = "1,25 milliard",
  }
  local text = t.report("indicateurs", { territory = "BE-WNA" })
  t.equal(text:find(word("qualifier.approx") .. "%s+1.-250%s+" .. word("unit.EUR")) ~= nil, true)
end)

test("two years of one origin make a line, two origins of one year do not", function(t)
  local function lines()
    local title = grappe.label(grappe.indicators.get("ind-part-icc-pib").label):gsub("%p", "%%%0") .. " – %%"
    return select(2, t.report("indicateurs", { territory = "BE-WNA" }):gsub(title, ""))
  end
  add { period = "2020", year = 2020, value = 5, qualifier = "exact", as_written = "5 %" }
  t.equal(lines(), 0)
  add { period = "2022", year = 2022, value = 6, qualifier = "exact", as_written = "6 %" }
  t.equal(lines(), 1)
end)

test("figures on policies are no economic weight, and an indicator without a theme is shown all the same", function(t)
  t.equal(has(t.report("indicateurs", { theme = "economie" }), grappe.label { de = "Säulen", fr = "Piliers", en = "Pillars" }), false)
  t.equal(has(t.report("indicateurs", { theme = "pilotage" }), grappe.label {
    de = "Säulen des KIKK", fr = "Piliers du KIKK", en = "Pillars of KIKK",
  }), true)
  grappe.indicators.add { id = "ind-essai", code = "essai", label = { fr = "Indicateur d'essai" }, unit = "licornes" }
  grappe.observations.add {
    indicator = "ind-essai", territory = "BE-WNA", origin = "Essai", period = "2020", value = 3, qualifier = "counted", as_written = "3",
  }
  local text = t.report("indicateurs", { territory = "BE-WNA" })
  t.equal(text:find("Indicateur d'essai%s+" .. word("qualifier.counted") .. "%s+3%s+licornes") ~= nil, true)
end)

test("a figure of which nobody says the precision is shown", function(t)
  add { period = "2031", value = 5, as_written = "cinq" }
  t.equal(has(t.report("indicateurs", { territory = "BE-WNA" }), "cinq"), true)
end)
