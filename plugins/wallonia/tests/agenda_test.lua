--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

local dates = require "lib.dates"

local function position(text, words)
  return text:find(words, 1, true)
end

local function add(name, start, standing)
  grappe.events.add { name = name, kind = "workshop", territory = "BE-WNA", city = "Andenne", start = start, standing = standing }
end

test("dated events stand in order of their dates", function(t)
  add("Essai tardif", "2031-03-02")
  add("Essai avancé", "2031-03-01")
  local text = t.report("agenda", { city = "Andenne" })
  t.equal(position(text, "Essai avancé") < position(text, "Essai tardif"), true)
end)

test("an event that is over is left out from a later date on", function(t)
  add("Essai passé", "2031-03-01")
  add("Essai à venir", "2031-03-05")
  local text = t.report("agenda", { city = "Andenne", from = "2031-03-02" })
  t.equal(position(text, "Essai passé"), nil)
  t.equal(position(text, "Essai à venir") ~= nil, true)
end)

test("an event that recurs is never left out", function(t)
  t.equal(position(t.report("agenda", { city = "Namur", from = "2031-01-01" }), "KIKK Festival") ~= nil, true)
end)

test("an event of which no year is said may be over: it is counted, and listed on demand", function(t)
  local function add_undated(name, fields)
    fields.name, fields.kind, fields.territory, fields.city = name, "workshop", "BE-WNA", "Andenne"
    grappe.events.add(fields)
  end
  add_undated("Essai sans date", {})
  add_undated("Essai d'une saison", { period = "après la crise" })
  add_undated("Essai annoncé", { period = "2030-2032" })
  add_undated("Essai fini", { period = "2028-2029" })
  add_undated("Essai annuel", { start = "2020-03-01", recurring = "yes" })
  local function listed(options)
    options.city, options.from = "Andenne", "2031-03-02"
    local text, found = t.report("agenda", options), {}
    for _, name in ipairs { "sans date", "d'une saison", "annoncé", "fini", "annuel" } do
      found[#found + 1] = position(text, "Essai " .. name) ~= nil
    end
    return found, tonumber((text:gsub("%s+", " "):match((word("agenda.unknown", { count = 7 }):gsub("7", "(%%d+)")))))
  end
  t.equal({ listed {} }, { { false, false, true, false, true }, 2 })
  t.equal({ listed { unknown_dates = true } }, { { true, true, true, false, true } })
end)

test("a proposed event is marked", function(t)
  add("Essai", "2031-03-01", "proposed")
  t.equal(position(t.report("agenda", { city = "Andenne" }), "Essai\u{A0}*") ~= nil, true)
end)

local function month(number)
  return grappe.t("months.m" .. number)
end

test("whole months are written without their days", function(t)
  t.equal(dates.range("2024-01-01", "2024-06-30"), month(1) .. " – " .. month(6) .. " 2024")
  t.equal(dates.range("2013-01-01", "2015-07-31"), month(1) .. " 2013 – " .. month(7) .. " 2015")
  t.equal(dates.range("2024-02-01", "2024-02-29"), month(2) .. " 2024")
  local function day(number)
    return grappe.t("months.day", { day = number, month = month(5) .. " 2024" })
  end
  t.equal(dates.range("2024-05-16", "2024-05-17"), day(16) .. " – " .. day(17))
  t.equal(dates.range("2024-05-16", "2024-05-16"), day(16))
end)

local hours = require "lib.hours"

test("an hour is that of the place, in winter and in summer", function(t)
  t.equal(hours.text("2026-01-16T08:30:00Z", "Europe/Brussels"), "09:30")
  t.equal(hours.text("2026-07-16T08:30:00Z", "Europe/Brussels"), "10:30")
  t.equal(hours.text("2026-03-29T00:59:00Z", "Europe/Brussels"), "01:59")
  t.equal(hours.text("2026-03-29T01:00:00Z", "Europe/Brussels"), "03:00")
  t.equal(hours.text("2026-10-25T01:00:00Z", "Europe/Brussels"), "02:00")
  t.equal(hours.text("2026-01-16T08:30:00Z", "America/Toronto"), grappe.t("agenda.universal", { hour = "08:30" }))
  t.equal(hours.text(nil, "Europe/Brussels"), nil)
end)

test("what comes stands by month and first, what is over apart and last", function(t)
  add("Essai passé", "2020-03-01")
  add("Essai de mai", "2031-05-02")
  add("Essai de mars", "2031-03-02")
  grappe.events.add {
    name = "Essai de saison", kind = "workshop", territory = "BE-WNA", city = "Andenne", recurring = "yes", period = "au printemps",
  }
  local text = t.report("agenda", { city = "Andenne" })
  local order = {
    position(text, month(3) .. " 2031"), position(text, "Essai de mars"), position(text, month(5) .. " 2031"),
    position(text, "Essai de mai"), position(text, "Essai de saison"), (position(text, "Essai passé")),
  }
  t.equal(#order, 6)
  for index = 2, 6 do
    t.ok(order[index - 1] < order[index], "part " .. index)
  end
end)

test("hour, venue, audience and themes are shown where they are known, and selected by", function(t)
  local venue = grappe.actors.add { name = "Salle Essai", kind = "venue", territory = "BE-WNA" }
  grappe.events.add {
    name = "Essai B2B", kind = "workshop", territory = "BE-WNA", city = "Andenne", venue = venue.id, start = "2031-03-02",
    starts_at = "2031-03-02T08:30:00Z", zone = "Europe/Brussels", themes = { "xr" }, ["wallonia.audience"] = { "b2b", "niche" },
  }
  add("Essai sans rien", "2031-03-03")
  local text = t.report("agenda", { city = "Andenne" }):gsub("%s+", " ")
  t.ok(text:find("09:30 Essai B2B", 1, true))
  t.ok(text:find("Salle Essai, Andenne " .. grappe.t("audience.b2b") .. ", " .. grappe.t("audience.niche"), 1, true))
  local function is_listed(params)
    params.city = "Andenne"
    local found = t.report("agenda", params)
    return { position(found, "Essai B2B") ~= nil, position(found, "Essai sans rien") ~= nil }
  end
  t.equal(is_listed { public = "b2b" }, { true, false })
  t.equal(is_listed { public = "mass" }, { false, false })
  t.equal(is_listed { theme = "xr" }, { true, false })
end)

test("a series whose last day is known is over after it, though it recurred", function(t)
  grappe.events.add {
    name = "Essai de série", kind = "networking", territory = "BE-WNA", city = "Andenne", recurring = "yes",
    start = "2020-01-01", ["end"] = "2021-07-31",
  }
  t.ok(position(t.report("agenda", { city = "Andenne" }), grappe.t("agenda.past")))
  t.equal(position(t.report("agenda", { city = "Andenne", from = "2026-01-01" }), "Essai de série"), nil)
end)
