-- Names for people: labels of concepts and territories in the language of the reader, and the
-- order in which a reader expects them (accents and case do not count).
local labels = {}

local plain = {
  ["à"] = "a", ["â"] = "a", ["ä"] = "a", ["À"] = "a", ["Â"] = "a",
  ["ç"] = "c", ["Ç"] = "c",
  ["è"] = "e", ["é"] = "e", ["ê"] = "e", ["ë"] = "e", ["È"] = "e", ["É"] = "e", ["Ê"] = "e",
  ["î"] = "i", ["ï"] = "i", ["Î"] = "i",
  ["ô"] = "o", ["ö"] = "o", ["Ô"] = "o", ["œ"] = "oe", ["Œ"] = "oe",
  ["ß"] = "ss", ["ù"] = "u", ["û"] = "u", ["ü"] = "u", ["Ä"] = "a", ["Ö"] = "o", ["Ü"] = "u",
  ["’"] = "'", ["«"] = "", ["»"] = "", ["„"] = "", ["“"] = "", ["”"] = "",
}

--- The key by which `text` sorts: lower case, without accents.
function labels.sort_key(text)
  return (text:lower():gsub("[\xC2-\xF4][\x80-\xBF]*", plain))
end

--- Sorts `list` by the text that `text_of` returns for each item.
function labels.sort(list, text_of)
  local keys = {}
  for _, item in ipairs(list) do
    keys[item] = labels.sort_key(text_of and text_of(item) or item)
  end
  table.sort(list, function(a, b) return keys[a] < keys[b] end)
  return list
end

--- A `{ de = …, en = …, fr = … }` in the language of the reader, or in another one.
function labels.text(localized)
  return grappe.label(localized)
end

--- The labels of a scheme: code → text.
function labels.concepts(scheme)
  local texts = {}
  for concept in grappe.concepts.each { scheme = scheme } do
    texts[concept.code] = labels.text(concept.label)
  end
  return texts
end

--- The names of all territories: id → text.
function labels.territories()
  local texts = {}
  for territory in grappe.territories.each() do
    texts[territory.id] = labels.text(territory.name)
  end
  return texts
end

--- The units that have a word of their own in the reports.
local units = {}

for _, code in ipairs {
  "EUR", "EUR-per-year", "actors", "axes", "clusters", "companies", "countries", "domains", "fte", "games",
  "initiatives", "jobs", "m2", "member-states", "members", "months", "organisations", "parties", "percent",
  "percent-per-year", "persons", "pillars", "plans", "poles", "projects", "rank", "ratio", "recommendations",
  "regions", "sectors", "shows", "signatories", "strategies", "structures", "thousand-jobs", "years",
} do
  units[code] = true
end

local divisors = { EUR = 1000000, ["EUR-per-year"] = 1000 }

--- Returns the word for a unit; a unit without one as it is recorded.
function labels.unit(unit)
  local code = unit:match("^%S+")
  return units[code] and grappe.t("unit." .. code) or unit
end

--- Returns a value as the reports show it, and its unit in words: amounts in millions, those per year in thousands; a year is a word, not
--- a number to add up. Without a value it is empty.
function labels.measure(value, unit)
  local text = labels.unit(unit)
  if value == nil then
    return "", text
  end
  if divisors[unit] then
    return value / divisors[unit], text
  end
  return unit == "year" and ("%d"):format(value) or math.tointeger(value) or value, text
end

--- Returns the word for what a figure is worth, such as "at least"; empty for an exact one and where nothing is said.
function labels.qualifier(qualifier)
  return qualifier and grappe.t("qualifier." .. qualifier) or ""
end

--- Returns a date as a cell that a report writes as its language does; a dash without one.
function labels.date(date)
  return date and { date = date } or "–"
end

--- A key figure: the text of `key` in the plural form of `value`, and the value.
function labels.figure(key, value)
  return { label = grappe.t(key, { count = value }), value = value }
end

return labels
