-- The figures, by theme: within a theme, amounts, shares, numbers and ranks apart, each figure as a number with its precision, its
-- period and its origin beside it, so that a workbook can compute with it.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local sources = require "europe.lib.sources"

local indicateurs = {}

local t = grappe.t
local themes = {
  "economie", "emploi", "formation", "entreprises", "recherche", "financement", "communaute", "pilotage", "societe", "other",
}
--- Natures of figures in their order, and the units of those that are no plain number.
local natures = { "amount", "share", "number", "rank", "ratio" }
local nature_of = {
  EUR = "amount", ["EUR-per-year"] = "amount", percent = "share", ["percent-per-year"] = "share", rank = "rank", ratio = "ratio",
  year = "rank",
}

local function by_theme(params)
  local indicators, groups = {}, {}
  for indicator in grappe.indicators.each() do
    indicators[indicator.id] = indicator
  end
  for observation in grappe.observations.each(scope.real { territory = params.territory or "BE" }) do
    local indicator = indicators[observation.indicator]
    local theme = indicator["wallonia.policy"] and "pilotage" or indicator["wallonia.theme"] or "other"
    observation.label, observation.unit = labels.text(indicator.label), indicator.unit
    observation.nature = nature_of[indicator.unit] or "number"
    groups[theme] = groups[theme] or {}
    table.insert(groups[theme], observation)
  end
  return groups
end

local function period_text(observation)
  return observation.period == "unsaid" and t("indicateurs.unsaid") or observation.period
end

--- The label, with the place when it is not the one the report is about.
local function label_text(observation, home, territories)
  if observation.territory == home then
    return observation.label
  end
  return ("%s (%s)"):format(observation.label, territories[observation.territory] or t("indicateurs.nowhere"))
end

local function has_range(observations)
  for _, observation in ipairs(observations) do
    if observation.value_max then
      return true
    end
  end
  return false
end

local function columns(ranged)
  local list = {
    t("indicateurs.indicator"), t("indicateurs.precision"), { t("indicateurs.value"), align = "right", kind = "number" },
    t("indicateurs.unit"), t("indicateurs.period"), t("indicateurs.origin"), t("indicateurs.as_written"),
  }
  if ranged then
    table.insert(list, 4, { t("indicateurs.up_to"), align = "right", kind = "number" })
  end
  return list
end

local function row_of(observation, home, territories, ranged)
  local value, unit = labels.measure(observation.value, observation.unit)
  local row = {
    label_text(observation, home, territories), labels.qualifier(observation.qualifier), value, unit, period_text(observation),
    observation.origin, observation.as_written,
  }
  if ranged then
    table.insert(row, 4, (labels.measure(observation.value_max, observation.unit)))
  end
  return row
end

--- The figures of one nature: those of one unit and one origin compare.
local function nature_table(doc, title, observations, home, territories)
  labels.sort(observations, function(observation)
    return table.concat({ observation.unit, observation.label, observation.period, observation.id }, "\0")
  end)
  local rows, ranged = {}, has_range(observations)
  for position, observation in ipairs(observations) do
    rows[position] = row_of(observation, home, territories, ranged)
  end
  doc:heading(title, 3)
  doc:table { columns = columns(ranged), rows = rows }
end

--- The tables of a theme, one a nature.
local function theme_tables(doc, theme, observations, home, territories)
  local by_nature, name = {}, t("theme." .. theme)
  for _, observation in ipairs(observations) do
    by_nature[observation.nature] = by_nature[observation.nature] or {}
    table.insert(by_nature[observation.nature], observation)
  end
  doc:heading(name, 2)
  for _, nature in ipairs(natures) do
    if by_nature[nature] then
      local title = t("nature.title", { theme = name, nature = t("nature." .. nature) })
      nature_table(doc, title, by_nature[nature], home, territories)
    end
  end
end

--- The values of one indicator in one territory and of one origin by year, where there are two years at least.
local function series(observations)
  local by_key, keys = {}, {}
  for _, observation in ipairs(observations) do
    if observation.year and observation.nature ~= "rank" then
      local key = table.concat({ observation.label, observation.territory, observation.origin }, "\0")
      if not by_key[key] then
        by_key[key], keys[#keys + 1] = { count = 0, years = {}, first = observation }, key
      end
      local one = by_key[key]
      one.count = one.count + (one.years[observation.year] and 0 or 1)
      one.years[observation.year] = (labels.measure(observation.value, observation.unit))
    end
  end
  return labels.sort(keys), by_key
end

local function years_of(one)
  local years = {}
  for year in pairs(one.years) do
    years[#years + 1] = year
  end
  table.sort(years)
  return years
end

--- A line for each indicator that several years measure.
local function lines(doc, observations, home, territories)
  local keys, by_key = series(observations)
  for _, key in ipairs(keys) do
    local one = by_key[key]
    if one.count > 1 then
      local years, names, values = years_of(one), {}, {}
      for position, year in ipairs(years) do
        names[position], values[position] = tostring(year), one.years[year]
      end
      local title = ("%s – %s"):format(label_text(one.first, home, territories), labels.unit(one.first.unit))
      doc:chart { kind = "line", title = title, labels = names, values = values }
    end
  end
end

local function count(observations)
  local unsaid, origins, names = 0, {}, 0
  for _, observation in ipairs(observations) do
    unsaid = unsaid + (observation.period == "unsaid" and 1 or 0)
    if not origins[observation.origin] then
      origins[observation.origin], names = true, names + 1
    end
  end
  return unsaid, names
end

local function themes_wanted(params)
  return params.theme and { params.theme } or themes
end

local function chosen(groups, wanted)
  local list = {}
  for _, theme in ipairs(wanted) do
    table.move(groups[theme] or {}, 1, #(groups[theme] or {}), #list + 1, list)
  end
  return list
end

--- Writes the report; `params` may hold `theme` and `territory` (Belgium and the territories inside it, if left out).
function indicateurs.run(params, doc)
  local groups, wanted = by_theme(params), themes_wanted(params)
  local observations = chosen(groups, wanted)
  if #observations == 0 then
    doc:note(t("indicateurs.nothing"))
    return
  end
  local territories, home = labels.territories(), params.territory or "BE-WAL"
  local unsaid, origins = count(observations)
  doc:figures {
    labels.figure("indicateurs.figures", #observations),
    { label = t("indicateurs.dated"), value = #observations - unsaid },
    { label = t("indicateurs.undated"), value = unsaid },
    labels.figure("indicateurs.origins", origins),
  }
  for _, theme in ipairs(wanted) do
    if groups[theme] then
      theme_tables(doc, theme, groups[theme], home, territories)
      lines(doc, groups[theme], home, territories)
    end
  end
  doc:note(t("indicateurs.legend", { place = territories[home] }))
  doc:note(t("indicateurs.missing", { count = unsaid }))
  sources.cite(doc, observations)
end

return indicateurs
