local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("the cover names the territory, the year and the chosen sections", function(t)
  local text = t.report("rapport-annuel", { territory = "FR-PAC", year = 2024, sections = { "events", "funding" } })
  t.ok(has(text, grappe.t("rapport.title", { name = "Provence-Alpes-Côte d'Azur", year = 2024 })))
  t.ok(has(text, grappe.t("rapport.date", { day = "31", month = "12", year = 2024 })))
  t.ok(has(text, grappe.t("rapport.funding")))
  t.equal(has(text, grappe.t("rapport.returns")), false)
end)

test("an event is of the years that it touches", function(t)
  grappe.events.add { name = "Essai long", kind = "festival", territory = "BE-WLG", start = "2023-11", ["end"] = "2025-02" }
  grappe.events.add { name = "Essai promis", kind = "festival", territory = "BE-WLG", start = "2024-05", standing = "proposed" }
  local function events(year)
    return t.report("rapport-annuel", { territory = "BE-WLG", year = year, sections = { "events" } })
  end
  for year, shown in pairs { [2022] = false, [2023] = true, [2024] = true, [2025] = true, [2026] = false } do
    t.equal({ year, has(events(year), "Essai long") }, { year, shown })
  end
  t.equal(has(events(2024), "Essai promis"), false)
end)

test("funding of the territory and around it counts by its standing in that year", function(t)
  grappe.calls.add { name = "Appel d'essai", level = "regional", territories = { "BE-WAL" }, period = "2020-2024" }
  grappe.calls.add { name = "Appel voisin", level = "regional", territories = { "LU" }, period = "2020-2024" }
  local function funding(year)
    return t.report("rapport-annuel", { territory = "BE-WNA", year = year, sections = { "funding" } })
  end
  t.ok(funding(2024):find("Appel d'essai%s+" .. grappe.t("level.regional") .. "%s+" .. grappe.t("status.open")))
  t.equal(has(funding(2025), "Appel d'essai"), false)
  t.equal(has(funding(2024), "Appel voisin"), false)
end)

test("the latest figure up to the year is shown, in the words of its source", function(t)
  for year, words in pairs { [2021] = "cinq", [2023] = "six", [2025] = "sept" } do
    grappe.observations.add {
      indicator = "ind-part-icc-pib", territory = "BE-WLX", origin = "Essai", period = tostring(year), year = year, value = 5,
      as_written = words,
    }
  end
  local text = t.report("rapport-annuel", { territory = "BE-WLX", year = 2024, sections = { "indicators" } })
  t.equal({ has(text, "cinq"), has(text, "six"), has(text, "sept") }, { false, true, false })
end)

test("a section of which nothing is recorded has no page; it is named at the end, and no figure of the cover is zero", function(t)
  local text = t.report("rapport-annuel", { territory = "BE-WLX", year = 2024 })
  local silent = grappe.t("rapport.silent", { year = 2024, titles = "*" }):match("^(.-)%s*%*")
  t.ok(has(text:gsub("%s+", " "), silent))
  local before = text:sub(1, (text:find(silent:sub(1, 20), 1, true)))
  t.equal(has(before, grappe.t("rapport.indicators")), false)
  t.ok(has(before, grappe.t("rapport.funding")))
  for line in before:gmatch("[^\n]+") do
    t.equal(line:find("^%s*0%s+" .. grappe.t("rapport.figures", { count = 0 })), nil)
  end
end)

test("a figure is shown as a number with its unit and its place, and one of unknown precision as well", function(t)
  grappe.observations.add {
    indicator = "ind-part-icc-pib", territory = "BE-WLX", origin = "Essai", period = "2024", year = 2024, value = 12, as_written = "douze",
  }
  local text = t.report("rapport-annuel", { territory = "BE-WAL", year = 2024, sections = { "indicators" } }):gsub("%s+", " ")
  t.ok(text:find("12[.,%d]* %% douze 2024 Essai"))
  t.ok(has(text, "(" .. grappe.label(grappe.territories.get("BE-WLX").name) .. ")"))
end)

test("events of which no year is said, and those that recur, are named beside those of the year", function(t)
  local function add(name, fields)
    fields.name, fields.kind, fields.territory = name, "festival", "BE-WLG"
    grappe.events.add(fields)
  end
  add("Essai de saison", { period = "chaque printemps", recurring = "yes" })
  add("Essai sans an", {})
  add("Essai passé", { start = "2019-05-01" })
  local text = t.report("rapport-annuel", { territory = "BE-WLG", year = 2024, sections = { "events" } })
  t.equal({ has(text, "Essai de saison"), has(text, "Essai sans an"), has(text, "Essai passé") }, { true, true, false })
end)

test("trainings and funding that the territory does not count are told with their number", function(t)
  local function others(section, key)
    local text = t.report("rapport-annuel", { territory = "BE-WLX", year = 2024, sections = { section } }):gsub("%s+", " ")
    local pattern = grappe.t(key, { count = 7 }):gsub("%p", "%%%0"):gsub("7", "(%%d+)")
    return tonumber(text:match(pattern))
  end
  grappe.actors.add { id = "ecole-essai", name = "École d'essai", kind = "company", territory = "BE-WLX" }
  grappe.trainings.add { title = "Essai d'ici", provider = "ecole-essai" }
  grappe.trainings.add { title = "Essai d'ailleurs" }
  local before = others("training", "rapport.training_elsewhere")
  grappe.trainings.add { title = "Essai" }
  t.equal(others("training", "rapport.training_elsewhere"), before + 1)
  grappe.calls.add { name = "Essai de Belgique", territories = { "BE" } }
  grappe.calls.add { name = "Essai sans lieu" }
  grappe.calls.add { name = "Autre essai sans lieu" }
  before = others("funding", "rapport.funding_elsewhere")
  grappe.calls.add { name = "Essai" }
  t.equal(others("funding", "rapport.funding_elsewhere"), before + 1)
end)
