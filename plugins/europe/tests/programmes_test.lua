local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

--- The words of a text before its placeholder `{name}`.
local function before(key, name)
  return (grappe.t(key, { [name] = "\0" }):match("^[^\0]*"))
end

test("every European programme is listed, those of a programme below it", function(t)
  local text = t.report("programmes", {})
  for _, name in ipairs { "Horizon Europe", "Erasmus+", "Interreg Europe", "COSME", "FEDER" } do
    t.equal({ name, has(text, name) }, { name, true })
  end
  t.equal(has(text, "\u{2003}New European Bauhaus"), true)
  t.equal(text:find("Horizon Europe", 1, true) < text:find("New European Bauhaus", 1, true), true)
  t.equal(text:find("95%D+500") ~= nil, true)
end)

test("who helps to apply is named with the source, and programmes without help are told", function(t)
  t.equal(has(t.report("programmes", {}), before("programmes.no_help", "names")), true)
  local helper = grappe.actors.add { name = "Point de contact d'essai", kind = "public-agency" }
  grappe.relations.add { from = helper.id, type = "accompanies", to = "fi-cosme", locator = "essai (l.1)" }
  local text = t.report("programmes", { sector = "numerique" })
  t.equal(has(text, "Point de contact"), true)
  t.equal(has(text, "essai (l.1)"), true)
  local position = text:find(before("programmes.no_help", "names"), 1, true)
  t.equal(has(text:sub(position):match("[^\n]*\n?[^\n]*"), "COSME"), false)
end)

test("a sector shows only the programmes that aim at it", function(t)
  local text = t.report("programmes", { sector = "xr" })
  t.equal(has(text, "Creative Europe MEDIA"), true)
  t.equal(has(text, "Erasmus+"), false)
  t.equal(has(t.report("programmes", { sector = "sport-tech" }), grappe.t("programmes.none")), true)
end)

test("a national level shows the programmes of other countries; details on demand", function(t)
  t.equal(has(t.report("programmes", { level = "national" }), "Plan Touch"), true)
  t.equal(has(t.report("programmes", {}), "trop peu présents"), false)
  t.equal(has(t.report("programmes", { detail = true }), "trop peu présents"), true)
end)

test("a programme whose period is over is closed, and nobody is said to be missing to apply", function(t)
  grappe.programmes.add { name = "Essai fini", level = "eu", period = "2014-2020" }
  grappe.programmes.add { name = "Essai en cours", level = "eu", period = "2021-01/2027-12" }
  grappe.programmes.add { name = "Essai inventé", level = "eu", source = "illustratif" }
  local text = t.report("programmes", { date = "2026-06-01" })
  t.equal(text:find("Essai fini%s+" .. grappe.t("status.closed")) ~= nil, true)
  t.equal(text:find("Essai en cours%s+" .. grappe.t("status.open")) ~= nil, true)
  t.equal(has(text, "Essai inventé"), false)
  t.equal(has(text:sub((text:find(before("programmes.no_help", "names"), 1, true))), "Essai fini"), false)
  t.equal(t.report("programmes", { date = "2020-12-31" }):find("Essai fini%s+" .. grappe.t("status.open")) ~= nil, true)
end)

test("a period ends whatever dash it is written with", function(t)
  for position, period in ipairs { "2014–2020", "2014 – 2020", "2014 - 2020", "2014-01/2020-12", "2020" } do
    grappe.programmes.add { name = "Essai " .. position, level = "eu", period = period }
  end
  local after = t.report("programmes", { date = "2021-01-01" })
  local earlier = t.report("programmes", { date = "2020-12-31" })
  for position = 1, 5 do
    t.equal({ position, after:find("Essai " .. position .. "%s+" .. grappe.t("status.closed")) ~= nil }, { position, true })
    t.equal({ position, earlier:find("Essai " .. position .. "%s+" .. grappe.t("status.open")) ~= nil }, { position, true })
  end
end)
