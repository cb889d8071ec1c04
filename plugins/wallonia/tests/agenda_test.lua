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
  t.equal({ listed { unknown_dates = true } }, { { true, true, true, false, true }, 2 })
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
  t.equal(dates.range("2024-05-16", "2024-05-17"), "16 " .. month(5) .. " 2024 – 17 " .. month(5) .. " 2024")
  t.equal(dates.range("2024-05-16", "2024-05-16"), "16 " .. month(5) .. " 2024")
end)
