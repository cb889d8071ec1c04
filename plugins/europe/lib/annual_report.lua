-- The annual report of a territory, made to be printed: a cover with the key figures and the contents, then the chosen sections, each
-- on a page of its own, then the methods and the sources.
local labels = require "lib.labels"
local places = require "lib.places"
local sections = require "lib.sections"
local size = require "lib.size"
local sources = require "lib.sources"
local years = require "lib.years"

local rapport = {}

local t = grappe.t

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

local function cover(doc, about, wanted)
  doc:title(t("rapport.title", { name = about.name, year = about.year }))
  doc:subtitle(t("rapport.subtitle", { day = years.day(about.day), today = years.day(grappe.today()) }))
  doc:figures(sections.key_figures(about))
  doc:heading(t("rapport.contents"), 2)
  local titles = {}
  for position, section in ipairs(wanted) do
    titles[position] = t("rapport." .. section)
  end
  titles[#titles + 1] = t("rapport.methods")
  doc:list(titles)
end

--- Writes the report; `params` holds `territory`, and perhaps `year` and `sections` (all of them, if left out).
function rapport.run(params, doc)
  local about, wanted = context(params), params.sections or sections.names
  if size.is_too_large(doc, about.within(), "--territory", size.counted_max) then
    return
  end
  cover(doc, about, wanted)
  for _, section in ipairs(wanted) do
    doc:page_break()
    doc:heading(t("rapport." .. section), 2)
    sections[section](doc, about)
  end
  doc:page_break()
  doc:heading(t("rapport.methods"), 2)
  sections.methods(doc, about)
  sources.cite(doc, about.cited)
end

return rapport
