-- The sections of the annual report. Each reads what it tells of (nil when nothing is recorded) and writes it; both take what the report
-- is about: territory, name, year, day, `within` (a filter of the territory with more fields) and `cited` (the records whose sources the
-- report names). What is read holds `lines`, about how many lines of a page it fills.
local years = require "lib.years"
local labels = require "lib.labels"
local scope = require "lib.scope"
local size = require "lib.size"
local status = require "lib.status"

local sections = { names = { "actors", "network", "events", "funding", "training", "indicators", "returns" } }

local t = grappe.t
--- Lines that a heading with the top of its table fills, and a row of figures.
local table_top, figures_lines = 4, 5

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
  if #rows > 0 then
    doc:heading(title, 3)
    doc:table { columns = { column, integer(t("rapport.number")) }, rows = rows }
  end
end

--- Says how many records are not counted here; nothing where there are none.
local function note_others(doc, key, count)
  if count > 0 then
    doc:note(t(key, { count = count }))
  end
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

sections.actors = {}

--- Reads the actors of the sector by kind, and by sector: an actor of two sectors counts in both.
function sections.actors.read(about)
  local filter = scope.sector(existing(about))
  local kinds = ranked(counts_by(filter, "kind"), labels.concepts("actor-kind"))
  local sectors = ranked(counts_by(filter, "sectors"), labels.concepts("sector"), 10)
  for _, group in ipairs(grappe.actors.group(filter, { by = { "source" } })) do
    cite(about, { source = group.source, count = group.count })
  end
  return #kinds > 0 and { kinds = kinds, sectors = sectors, lines = #kinds + #sectors + 3 * table_top } or nil
end

function sections.actors.write(doc, about, data)
  count_table(doc, t("rapport.by_kind"), t("rapport.kind"), data.kinds)
  count_table(doc, t("rapport.by_sector"), t("rapport.sector"), data.sectors)
  doc:note(t("rapport.sector_scope"))
  note_others(doc, "rapport.other_actors", grappe.actors.count(scope.outside(existing(about))))
end

sections.network = {}

local function network_options()
  return { relations = scope.ties { standing = "existing" } }
end

--- Reads the working ties between the actors of the sector; of more actors than the measures go through, says so when written.
function sections.network.read(about)
  local filter = scope.sector(existing(about))
  if grappe.actors.count(filter) > size.actors_max then
    return { lines = table_top }
  end
  local structure = grappe.network.structure(filter, network_options())
  local best = structure.ties >= scope.enough and 10 or 0
  return structure.ties > 0 and { structure = structure, lines = figures_lines + table_top + best } or nil
end

function sections.network.write(doc, about, data)
  local filter, structure = scope.sector(existing(about)), data.structure
  if not structure then
    size.is_too_large(doc, filter, "--territory")
    return
  end
  doc:figures {
    labels.figure("rapport.ties_count", structure.ties), labels.figure("rapport.isolated", structure.isolated),
    { label = t("rapport.largest"), value = structure.largest },
  }
  doc:note(t("rapport.network_scope"))
  if structure.ties < scope.enough then
    doc:note(t("rapport.few_ties"))
    return
  end
  local rows = {}
  for position, actor in ipairs(grappe.network.measures(filter, {
    relations = network_options().relations, measures = { "degree" }, order = "degree", limit = 10,
  })) do
    rows[position] = { actor.name, actor.degree }
  end
  doc:heading(t("rapport.best"), 3)
  doc:table { columns = { t("rapport.actor"), integer(t("rapport.ties")) }, rows = rows }
end

sections.events = {}

--- Lines of a text of some names; none without a name.
local function text_lines(names)
  return #names > 0 and 2 + #names // 4 or 0
end

--- Reads the events of the year, the names of those that recur, and of those of which no year is said.
function sections.events.read(about)
  local kinds, rows, recurring, undated = labels.concepts("event-kind"), {}, {}, {}
  for event in grappe.events.each(scope.real(existing(about)), { order = "name" }) do
    local touches = years.touches(about.year, event.start, event["end"], event.period)
    if touches then
      local when = event.start and labels.date(event.start) or event.period
      rows[#rows + 1] = { when, event.name, kinds[event.kind] or event.kind, event.city or "" }
    elseif event.recurring == "yes" then
      recurring[#recurring + 1] = event.name
    elseif not years.has_year(event.start, event.period) then
      undated[#undated + 1] = event.name
    end
    cite(about, event)
  end
  labels.sort(rows, function(row) return (row[1].date or row[1]) .. row[2] end)
  return #rows + #recurring + #undated > 0 and {
    rows = rows, recurring = labels.sort(recurring), undated = labels.sort(undated),
    lines = #rows + table_top + text_lines(recurring) + text_lines(undated),
  } or nil
end

function sections.events.write(doc, about, data)
  doc:table {
    columns = { t("rapport.when"), t("rapport.event"), t("rapport.kind"), t("rapport.place") },
    rows = data.rows, empty = t("rapport.no_event"),
  }
  if #data.recurring > 0 then
    doc:text(t("rapport.recurring", { names = table.concat(data.recurring, " · ") }))
  end
  if #data.undated > 0 then
    doc:text(t("rapport.undated_events", { names = table.concat(data.undated, " · ") }))
  end
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

--- Whether one can still ask for the line, as far as its dates say.
local function is_current(line)
  return line.status == "open" or line.status == "undated"
end

--- Returns the real funding lines that name the territory or one around it, each with its standing on the last day of the report, and
--- the number of current lines that name no territory at all.
local function lines_of(about)
  if about.funding then
    return about.funding, about.placeless
  end
  local list, ids, placeless = {}, around(about), 0
  for _, collection in ipairs { "calls", "programmes" } do
    for line in grappe[collection].each(scope.real()) do
      line.status = status.of(line, about.day)
      if names_one_of(line, ids) then
        list[#list + 1] = line
      elseif #(line.territories or {}) == 0 and is_current(line) then
        placeless = placeless + 1
      end
    end
  end
  about.funding, about.placeless = labels.sort(list, function(line) return line.name end), placeless
  return about.funding, placeless
end

sections.funding = {}

--- Reads the funding by its standing, and the lines that one can still ask for.
function sections.funding.read(about)
  local counts, rows, texts = {}, {}, {}
  local list, placeless = lines_of(about)
  for _, line in ipairs(list) do
    counts[line.status], texts[line.status] = (counts[line.status] or 0) + 1, t("status." .. line.status)
    if is_current(line) then
      rows[#rows + 1] = { line.name, line.level and t("level." .. line.level) or "", texts[line.status] }
    end
    cite(about, line)
  end
  local standings = ranked(counts, texts)
  return #list > 0 and {
    standings = standings, rows = rows, placeless = placeless, lines = #standings + #rows + 3 * table_top,
  } or nil
end

function sections.funding.write(doc, about, data)
  count_table(doc, t("rapport.by_status"), t("rapport.status"), data.standings)
  doc:heading(t("rapport.current"), 3)
  doc:table {
    columns = { t("rapport.line"), t("rapport.level"), t("rapport.status") }, rows = data.rows, empty = t("rapport.nothing"),
  }
  doc:note(t("rapport.funding_scope", { day = years.day(about.day) }))
  note_others(doc, "rapport.funding_elsewhere", data.placeless)
end

sections.training = {}

--- Returns the set of the providers of `trainings` that lie in the territory.
local function providers_here(about, trainings)
  local ids, here = {}, {}
  for _, training in ipairs(trainings) do
    ids[#ids + 1] = training.provider
  end
  if #ids > 0 then
    for actor in grappe.actors.each(scope.real(about.within { id = ids }), { fields = { "id" } }) do
      here[actor.id] = true
    end
  end
  return here
end

--- Reads the trainings of the providers that lie in the territory, and the number of the existing ones of others or of nobody named.
function sections.training.read(about)
  local list, taught, numbers, elsewhere = grappe.trainings.find(scope.real()), {}, { existing = 0, proposed = 0 }, 0
  local here = providers_here(about, list)
  for _, training in ipairs(list) do
    if training.provider and here[training.provider] then
      numbers[training.standing] = numbers[training.standing] + 1
      for _, skill in ipairs(training.standing == "existing" and training.skills or {}) do
        taught[skill] = (taught[skill] or 0) + 1
      end
      cite(about, training)
    elseif training.standing == "existing" then
      elsewhere = elsewhere + 1
    end
  end
  local skills = ranked(taught, labels.concepts("skill"))
  return numbers.existing + numbers.proposed > 0 and {
    numbers = numbers, taught = skills, elsewhere = elsewhere, lines = figures_lines + 2 + (#skills > 0 and #skills + table_top or 0),
  } or nil
end

function sections.training.write(doc, _, data)
  doc:figures {
    labels.figure("rapport.trainings", data.numbers.existing), labels.figure("rapport.planned", data.numbers.proposed),
  }
  count_table(doc, t("rapport.taught"), t("rapport.skill"), data.taught)
  doc:note(t("rapport.training_scope"))
  note_others(doc, "rapport.training_elsewhere", data.elsewhere)
end

sections.indicators = {}

--- The sorts of figures, each a table of its own since its values have the same form, and the sort of the units that are no plain number.
local sorts = { "amounts", "shares", "numbers" }
local sort_of = {
  EUR = "amounts", ["EUR-per-year"] = "amounts", percent = "shares", ["percent-per-year"] = "shares", ratio = "shares",
}

--- The records of a collection by id, read at once.
local function by_id(collection)
  local records = {}
  for record in collection.each() do
    records[record.id] = record
  end
  return records
end

--- The label, with the place when it is not the one the report is about.
local function placed(label, observation, about, territories)
  local place = observation.territory ~= about.territory.id and territories[observation.territory]
  return place and ("%s (%s)"):format(label, place) or label
end

--- Reads the latest figure of each indicator up to the year, and the number of all figures.
function sections.indicators.read(about)
  local latest, indicators, count, all = {}, by_id(grappe.indicators), 0, 0
  for observation in grappe.observations.each(scope.real(about.within()), { order = { "indicator", "year", "id" } }) do
    all = all + 1
    if not observation.year or observation.year <= about.year then
      count = count + (latest[observation.indicator] and 0 or 1)
      latest[observation.indicator] = observation
    end
  end
  local rows, territories = { amounts = {}, shares = {}, numbers = {} }, labels.territories()
  for id, observation in pairs(latest) do
    local indicator = indicators[id]
    local value, unit = labels.measure(observation.value, indicator.unit)
    local list = rows[sort_of[indicator.unit] or "numbers"]
    list[#list + 1] = {
      placed(labels.text(indicator.label), observation, about, territories), labels.qualifier(observation.qualifier), value, unit,
      observation.as_written,
      observation.period == "unsaid" and t("rapport.unsaid") or observation.period, observation.origin,
    }
    cite(about, observation)
  end
  return count > 0 and { rows = rows, count = count, all = all, lines = count + 4 * table_top } or nil
end

function sections.indicators.write(doc, about, data)
  for _, sort in ipairs(sorts) do
    if #data.rows[sort] > 0 then
      doc:heading(t("rapport." .. sort), 3)
      doc:table {
        columns = {
          t("rapport.indicator"), t("rapport.precision"), { t("rapport.value"), align = "right", kind = "number" }, t("rapport.unit"),
          t("rapport.as_written"), { t("rapport.period"), kind = "text" }, t("rapport.origin"),
        },
        rows = labels.sort(data.rows[sort], function(row) return row[1] end),
      }
    end
  end
  doc:note(t("rapport.indicator_scope", { count = data.all, latest = data.count, year = about.year }))
end

sections.returns = {}

--- The names of the lines and projects of `outcomes`, by id.
local function names_of(outcomes)
  local ids, names = {}, {}
  for position, outcome in ipairs(outcomes) do
    ids[position] = outcome.subject
  end
  for _, collection in ipairs(#ids > 0 and { "calls", "programmes", "projects" } or {}) do
    for record in grappe[collection].each({ id = ids }, { fields = { "id", "name" } }) do
      names[record.id] = record.name
    end
  end
  return names
end

--- Reads the outcomes of public money by period, up to the year; announced and verified ones are told apart.
function sections.returns.read(about)
  local found, rows, indicators = {}, {}, by_id(grappe.indicators)
  for outcome in grappe.outcomes.each(scope.real(about.within()), { order = { "subject", "start", "id" } }) do
    if not outcome.start or tonumber(outcome.start:sub(1, 4)) <= about.year then
      found[#found + 1] = outcome
      cite(about, outcome)
    end
  end
  local names = names_of(found)
  for position, outcome in ipairs(found) do
    rows[position] = {
      names[outcome.subject] or outcome.subject, years.range(outcome.start, outcome["end"]), t("rapport." .. outcome.status),
      labels.text(indicators[outcome.indicator].label), outcome.as_written or outcome.value,
    }
  end
  return #rows > 0 and { rows = rows, lines = #rows + 2 * table_top } or nil
end

function sections.returns.write(doc, _, data)
  doc:table {
    columns = {
      t("rapport.line"), { t("rapport.period"), kind = "text" }, t("rapport.state"), t("rapport.indicator"), t("rapport.as_written"),
    },
    rows = data.rows, group = 1,
  }
end

--- The figures of the cover.
function sections.key_figures(about)
  local open = 0
  for _, line in ipairs((lines_of(about))) do
    open = open + (is_current(line) and 1 or 0)
  end
  return {
    labels.figure("rapport.of_sector", grappe.actors.count(scope.sector(existing(about)))),
    labels.figure("rapport.events_held", grappe.events.count(scope.real(existing(about)))),
    labels.figure("rapport.open_here", open),
    labels.figure("rapport.figures", grappe.observations.count(scope.real(about.within()))),
  }
end

sections.methods = {}

--- Takes the titles of the sections of which nothing is recorded.
function sections.methods.read(_, silent)
  return { silent = silent, lines = 12 }
end

--- Writes how the report counts, and what it leaves out.
function sections.methods.write(doc, about, data)
  doc:text(t("rapport.method", { day = years.day(about.day), today = years.day(grappe.today()) }))
  if #data.silent > 0 then
    doc:text(t("rapport.silent", { year = about.year, titles = table.concat(data.silent, " · ") }))
  end
end

return sections
