-- The annual report of a territory, made to be printed: a cover with the key figures and the contents, then the chosen sections that
-- have something to tell, then the methods and the sources.
local labels = require "lib.labels"
local places = require "lib.places"
local sections = require "lib.sections"
local size = require "lib.size"
local sources = require "lib.sources"
local years = require "lib.years"

local rapport = {}

local t = grappe.t
--- Number of lines of a printed page: a section that would not fit below the one before it begins a new page.
local page_lines = 33

--- What every section needs: the territory, its name, the year, and the last day that the report tells of.
local function context(params)
  local territory, today = grappe.territories.get(params.territory), grappe.today()
  local year = params.year or tonumber(today:sub(1, 4))
  local last = ("%d-12-31"):format(year)
  return {
    territory = territory, name = labels.text(territory.name), year = year, day = last < today and last or today, cited = {},
    within = function(fields)
      local filter = places.filter(territory)
      for key, value in pairs(fields or {}) do
        filter[key] = value
      end
      return filter
    end,
  }
end

--- Reads the chosen sections; returns those with something to tell, each with its title and data, and the titles of the others.
local function read(about, wanted)
  local told, silent = {}, {}
  for _, name in ipairs(wanted) do
    local data, title = sections[name].read(about), t("rapport." .. name)
    if data then
      told[#told + 1] = { name = name, title = title, data = data }
    else
      silent[#silent + 1] = title
    end
  end
  return told, silent
end

local function cover(doc, about, told)
  doc:title(t("rapport.title", { name = about.name, year = about.year }))
  doc:subtitle(t("rapport.subtitle", { day = years.day(about.day), today = years.day(grappe.today()) }))
  local figures = {}
  for _, figure in ipairs(sections.key_figures(about)) do
    figures[#figures + 1] = figure.value > 0 and figure or nil
  end
  if #figures > 0 then
    doc:figures(figures)
  end
  doc:heading(t("rapport.contents"), 2)
  local titles = {}
  for position, section in ipairs(told) do
    titles[position] = section.title
  end
  doc:list(titles)
end

--- Writes the sections; each begins a page unless it fits below the one before.
local function body(doc, about, told)
  local used = page_lines
  for _, section in ipairs(told) do
    local lines = section.data.lines
    if used + lines > page_lines then
      doc:page_break()
      used = 0
    end
    used = used + lines
    doc:heading(section.title, 2)
    sections[section.name].write(doc, about, section.data)
  end
end

--- Writes the report; `params` holds `territory`, and perhaps `year` and `sections` (all of them, if left out).
function rapport.run(params, doc)
  local about = context(params)
  if size.is_too_large(doc, about.within(), "--territory", size.counted_max) then
    return
  end
  local told, silent = read(about, params.sections or sections.names)
  told[#told + 1] = { name = "methods", title = t("rapport.methods"), data = sections.methods.read(about, silent) }
  cover(doc, about, told)
  body(doc, about, told)
  sources.cite(doc, about.cited, true)
end

return rapport
