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

test("an event without a year is never left out", function(t)
  t.equal(position(t.report("agenda", { city = "Namur", from = "2031-01-01" }), "KIKK Festival") ~= nil, true)
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
