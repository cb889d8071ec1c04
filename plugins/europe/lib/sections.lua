-- The sections of the annual report. Each takes the document and what the report is about: territory, name, year, day, `within` (a
-- filter of the territory with more fields) and `cited` (the records whose sources the report names).
local years = require "lib.years"
local labels = require "lib.labels"
local scope = require "lib.scope"
local size = require "lib.size"
local status = require "lib.status"

local sections = { names = { "actors", "network", "events", "funding", "training", "indicators", "returns" } }

local t = grappe.t
local function integer(title)
  return { title, align = "right", kind = "integer" }
end

local function cite(about, record)
  about.cited[#about.cited + 1] = record
end

local function existing(about, fields)
  local filter = about.within(fields)
  filter.standing = "existing"
  return filter
end

--- The keys of `counts` as rows of a label and a number, the greatest first.
local function ranked(counts, texts, limit)
  local rows = {}
  for key, number in pairs(counts) do
    rows[#rows + 1] = { texts[key] or key, number }
  end
  labels.sort(rows, function(row) return ("%09d"):format(999999999 - row[2]) .. row[1] end)
  return table.move(rows, 1, limit and math.min(limit, #rows) or #rows, 1, {})
end

local function count_table(doc, title, column, rows)
  doc:heading(title, 3)
  doc:table { columns = { column, integer(t("rapport.number")) }, rows = rows, empty = t("rapport.nothing") }
end

--- The number of actors by the value of a field; each element of a list counts.
local function counts_by(filter, field)
  local counts = {}
  for _, group in ipairs(grappe.actors.group(filter, { by = { field } })) do
    if group[field] then
      counts[group[field]] = group.count
    end
  end
  return counts
end

--- The actors of the sector by kind, and by sector: an actor of two sectors counts in both.
function sections.actors(doc, about)
  local filter = scope.sector(existing(about))
  local kinds, sectors = counts_by(filter, "kind"), counts_by(filter, "sectors")
  for _, group in ipairs(grappe.actors.group(filter, { by = { "source" } })) do
    cite(about, { source = group.source, count = group.count })
  end
  count_table(doc, t("rapport.by_kind"), t("rapport.kind"), ranked(kinds, labels.concepts("actor-kind")))
  count_table(doc, t("rapport.by_sector"), t("rapport.sector"), ranked(sectors, labels.concepts("sector"), 10))
  scope.note(doc, existing(about))
end

--- The working ties between the actors of the sector.
function sections.network(doc, about)
  local filter, ties = scope.sector(existing(about)), { relations = scope.ties { standing = "existing" } }
  if size.is_too_large(doc, filter, "--territory") then
    return
  end
  local structure = grappe.network.structure(filter, ties)
  doc:figures {
    labels.figure("rapport.ties_count", structure.ties), labels.figure("rapport.isolated", structure.isolated),
    { label = t("rapport.largest"), value = structure.largest },
  }
  if structure.ties < scope.enough then
    doc:note(t("rapport.few_ties"))
    return
  end
  local rows = {}
  for position, actor in ipairs(grappe.network.measures(filter, {
    relations = ties.relations, measures = { "degree" }, order = "degree", limit = 10,
  })) do
    rows[position] = { actor.name, actor.degree }
  end
  doc:heading(t("rapport.best"), 3)
  doc:table { columns = { t("rapport.actor"), integer(t("rapport.ties")) }, rows = rows }
end

--- The events of the year, and the number of those that recur.
function sections.events(doc, about)
  local kinds, rows, recurring = labels.concepts("event-kind"), {}, 0
  for event in grappe.events.each(scope.real(existing(about)), { order = "name" }) do
    recurring = recurring + (event.recurring == "yes" and 1 or 0)
    if years.touches(about.year, event.start, event["end"], event.period) then
      rows[#rows + 1] = { event.start or event.period, event.name, kinds[event.kind] or event.kind, event.city or "" }
      cite(about, event)
    end
  end
  doc:table {
    columns = { { t("rapport.when"), kind = "text" }, t("rapport.event"), t("rapport.kind"), t("rapport.place") },
    rows = labels.sort(rows, function(row) return row[1] .. row[2] end), empty = t("rapport.no_event"),
  }
  doc:note(t("rapport.recurring", { count = recurring }))
end

--- Returns the territory and those around it, whose funding is open in it, as a set.
local function around(about)
  local ids, here = {}, about.territory
  while here do
    ids[here.id] = true
    here = here.parent and grappe.territories.get(here.parent)
  end
  return ids
end

local function names_one_of(line, ids)
  for _, id in ipairs(line.territories or {}) do
    if ids[id] then
      return true
    end
  end
  return false
end

--- The real funding lines that name the territory or one around it, each with its standing on the last day of the report.
local function lines_of(about)
  local list, ids = {}, around(about)
  for _, collection in ipairs { "calls", "programmes" } do
    for line in grappe[collection].each(scope.real()) do
      if names_one_of(line, ids) then
        line.status = status.of(line, about.day)
        list[#list + 1] = line
        cite(about, line)
      end
    end
  end
  return labels.sort(list, function(line) return line.name end)
end

--- The funding by its standing, then the lines that one can still ask for.
function sections.funding(doc, about)
  local counts, rows, texts = {}, {}, {}
  for _, line in ipairs(lines_of(about)) do
    counts[line.status], texts[line.status] = (counts[line.status] or 0) + 1, t("status." .. line.status)
    if line.status == "open" or line.status == "undated" then
      rows[#rows + 1] = { line.name, line.level and t("level." .. line.level) or "", texts[line.status] }
    end
  end
  count_table(doc, t("rapport.by_status"), t("rapport.status"), ranked(counts, texts))
  doc:heading(t("rapport.current"), 3)
  doc:table { columns = { t("rapport.line"), t("rapport.level"), t("rapport.status") }, rows = rows, empty = t("rapport.nothing") }
end

--- The trainings of the providers that lie in the territory.
function sections.training(doc, about)
  local list, ids, taught, numbers = grappe.trainings.find(scope.real()), {}, {}, { existing = 0, proposed = 0 }
  for _, training in ipairs(list) do
    ids[#ids + 1] = training.provider
  end
  local providers = {}
  if #ids > 0 then
    for actor in grappe.actors.each(scope.real(about.within { id = ids }), { fields = { "id" } }) do
      providers[actor.id] = true
    end
  end
  for _, training in ipairs(list) do
    if training.provider and providers[training.provider] then
      numbers[training.standing] = numbers[training.standing] + 1
      for _, skill in ipairs(training.standing == "existing" and training.skills or {}) do
        taught[skill] = (taught[skill] or 0) + 1
      end
      cite(about, training)
    end
  end
  doc:figures {
    labels.figure("rapport.trainings", numbers.existing), labels.figure("rapport.planned", numbers.proposed),
  }
  count_table(doc, t("rapport.taught"), t("rapport.skill"), ranked(taught, labels.concepts("skill")))
end

--- The latest figure of each indicator up to the year, in the words of its source.
function sections.indicators(doc, about)
  local latest, rows = {}, {}
  local filter = scope.real(about.within())
  for observation in grappe.observations.each(filter, { order = { "indicator", "year", "id" } }) do
    if not observation.year or observation.year <= about.year then
      latest[observation.indicator] = observation
    end
  end
  for id, observation in pairs(latest) do
    local period = observation.period == "unsaid" and t("rapport.unsaid") or observation.period
    rows[#rows + 1] = { labels.text(grappe.indicators.get(id).label), observation.as_written, period, observation.origin }
    cite(about, observation)
  end
  doc:table {
    columns = { t("rapport.indicator"), t("rapport.as_written"), t("rapport.period"), t("rapport.origin") },
    rows = labels.sort(rows, function(row) return row[1] end), empty = t("rapport.nothing"),
  }
end

local function name_of(id)
  local record = grappe.calls.get(id) or grappe.programmes.get(id) or grappe.projects.get(id)
  return record and record.name or id
end

--- The outcomes of public money by period, up to the year; announced and verified ones are told apart.
function sections.returns(doc, about)
  local rows = {}
  for outcome in grappe.outcomes.each(scope.real(about.within()), { order = { "subject", "start", "id" } }) do
    if not outcome.start or tonumber(outcome.start:sub(1, 4)) <= about.year then
      rows[#rows + 1] = {
        name_of(outcome.subject), years.range(outcome.start, outcome["end"]), t("rapport." .. outcome.status),
        labels.text(grappe.indicators.get(outcome.indicator).label), outcome.as_written or outcome.value,
      }
      cite(about, outcome)
    end
  end
  doc:table {
    columns = {
      t("rapport.line"), { t("rapport.period"), kind = "text" }, t("rapport.state"), t("rapport.indicator"), t("rapport.as_written"),
    },
    rows = rows, group = 1, empty = t("rapport.nothing"),
  }
end

--- The figures of the cover.
function sections.key_figures(about)
  local open = 0
  for _, line in ipairs(lines_of(about)) do
    open = open + ((line.status == "open" or line.status == "undated") and 1 or 0)
  end
  about.cited = {}
  return {
    labels.figure("rapport.of_sector", grappe.actors.count(scope.sector(existing(about)))),
    labels.figure("rapport.events_held", grappe.events.count(scope.real(existing(about)))),
    labels.figure("rapport.open_here", open),
    labels.figure("rapport.figures", grappe.observations.count(scope.real(about.within()))),
  }
end

--- How the report counts, and what it leaves out.
function sections.methods(doc, about)
  doc:text(t("rapport.method", { day = years.day(about.day) }))
  doc:text(t("rapport.print"))
end

return sections
