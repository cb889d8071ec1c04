-- The figures, by theme, each with its place, its period and its origin; as the source wrote them.
local labels = require "lib.labels"
local sources = require "lib.sources"

local indicateurs = {}

local t = grappe.t
local themes = { "economie", "emploi", "formation", "entreprises", "recherche", "financement", "communaute", "societe" }
local scales = { { 1000000000, "billions" }, { 1000000, "millions" } }

local function by_theme(params)
  local indicators, groups = {}, {}
  for indicator in grappe.indicators.each() do
    indicators[indicator.id] = indicator
  end
  local territory = params.territory or "BE"
  local found = grappe.observations.find { territory = territory }
  for _, observation in ipairs(found) do
    local indicator = indicators[observation.indicator]
    local theme = indicator["wallonia.theme"] or "other"
    observation.label, observation.unit = labels.text(indicator.label), indicator.unit
    groups[theme] = groups[theme] or {}
    table.insert(groups[theme], observation)
  end
  return groups, found
end

--- A number with groups of three and the decimal sign of the language: 1234.5 → "1 234,5".
local function digits(value)
  local whole, rest = ("%.6f"):format(value):gsub("0+$", ""):match("^(%-?%d+)%.?(%d*)$")
  local grouped = whole:reverse():gsub("(%d%d%d)", "%1 "):reverse():gsub("^ ", "")
  grouped = grouped:gsub(" ", t("number.group"))
  return rest == "" and grouped or grouped .. t("number.decimal") .. rest
end

--- The value as text and its unit, which is empty when the text contains it.
local function scaled(value, unit)
  if unit == "year" then
    return ("%d"):format(value), ""
  end
  if unit == "EUR" then
    for _, scale in ipairs(scales) do
      if value >= scale[1] then
        return digits(value / scale[1]), t("number." .. scale[2])
      end
    end
  end
  return digits(value), t("unit." .. unit:match("^%S+"))
end

local function value_text(observation)
  local text, unit = scaled(observation.value, observation.unit)
  if observation.value_max then
    local high
    high, unit = scaled(observation.value_max, observation.unit)
    text = text .. "–" .. high
  end
  local after = unit == "" and "" or t("number.space") .. unit
  if observation.unit == "rank" or observation.unit == "ratio" then
    text, after = t("number." .. observation.unit, { value = text }), ""
  end
  return t("qualifier." .. observation.qualifier, { value = text .. after })
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

--- One table a theme, grouped by origin: figures of one origin compare, those of two may not.
local function theme_table(doc, theme, observations, home, territories)
  labels.sort(observations, function(observation)
    return table.concat({ observation.origin, observation.label, observation.period, observation.id }, "\0")
  end)
  local rows = {}
  for position, observation in ipairs(observations) do
    rows[position] = {
      observation.origin, label_text(observation, home, territories), value_text(observation),
      period_text(observation), observation.as_written,
    }
  end
  doc:heading(t("theme." .. theme), 2)
  doc:table {
    columns = {
      t("indicateurs.origin"), t("indicateurs.indicator"), { t("indicateurs.value"), align = "right" },
      t("indicateurs.period"), t("indicateurs.as_written"),
    },
    rows = rows, group = 1,
  }
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
  local groups = by_theme(params)
  local wanted = themes_wanted(params)
  local observations = chosen(groups, wanted)
  if #observations == 0 then
    doc:note(t("indicateurs.nothing"))
    return
  end
  local territories, home = labels.territories(), params.territory or "BE-WAL"
  local unsaid, origins = count(observations)
  doc:figures {
    { label = t("indicateurs.figures"), value = #observations },
    { label = t("indicateurs.dated"), value = #observations - unsaid },
    { label = t("indicateurs.undated"), value = unsaid },
    { label = t("indicateurs.origins"), value = origins },
  }
  for _, theme in ipairs(wanted) do
    if groups[theme] then
      theme_table(doc, theme, groups[theme], home, territories)
    end
  end
  doc:note(t("indicateurs.legend", { place = territories[home] }))
  doc:note(t("indicateurs.missing", { unsaid = unsaid }))
  sources.cite(doc, observations)
end

return indicateurs
