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
