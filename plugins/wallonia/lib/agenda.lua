-- The agenda: dated events in order; recurring ones; those announced for a period; those without a date.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local dates = require "lib.dates"
local sources = require "europe.lib.sources"
local status = require "europe.lib.status"

local agenda = {}

local t = grappe.t
local fields = {
  "id", "name", "kind", "start", "end", "period", "recurring", "frequency", "territory", "city", "standing", "source",
}

local function sort_into_parts(events)
  local parts = { dated = {}, recurring = {}, announced = {}, undated = {} }
  for _, event in ipairs(events) do
    local part = event.start and "dated"
      or event.recurring == "yes" and "recurring"
      or event.period and "announced"
      or "undated"
    table.insert(parts[part], event)
  end
  return parts
end

local function find(params)
  local filter = scope.real { kind = params.kind, city = params.city, territory = params.territory }
  return grappe.events.find(filter, { fields = fields })
end

--- Returns the number of real events in a territory: the figure of this report, for others that show it.
function agenda.number(territory)
  return #find { territory = territory }
end

--- The last day, month or year of an event, as precise as its source; nil when it gives no year.
local function last_of(event)
  return event["end"] or event.start or status.end_of(event.period) or (event.period or ""):match("^%d%d%d%d")
end

--- Returns the events that are not over on `params.from`, and the number of those of which nothing says whether they are: an event
--- without a year that does not recur. These are listed on demand only.
local function after(events, params)
  if not params.from then
    return events, 0
  end
  local kept, unknown = {}, 0
  for _, event in ipairs(events) do
    local last, recurs = last_of(event), event.recurring == "yes"
    unknown = unknown + ((last or recurs) and 0 or 1)
    local is_coming = recurs or last and last >= params.from:sub(1, #last)
    if is_coming or not last and params.unknown_dates then
      kept[#kept + 1] = event
    end
  end
  return kept, unknown
end

local function name(event)
  return event.standing == "proposed" and event.name .. "\u{A0}*" or event.name
end

local function by_date(events)
  table.sort(events, function(a, b)
    return a.start < b.start or a.start == b.start and a.id < b.id
  end)
end

--- Years first and in order, then the periods in words, then events without either; equals are sorted by name.
local function by_period(events)
  labels.sort(events, function(event)
    local period = event.period
    local rank = not period and "2" or period:find("^%d%d%d%d") and "0" or "1"
    return rank .. (period or "") .. "\0" .. event.name
  end)
end

local function when_dated(event)
  return dates.range(event.start, event["end"])
end

local function when_period(event)
  return event.period and event.period:find("^%d%d%d%d%-%d%d$") and dates.text(event.period) or event.period or ""
end

local function when_recurring(event)
  local rhythm = event.frequency and t("agenda." .. event.frequency)
  if rhythm and event.period then
    return ("%s, %s"):format(rhythm, event.period)
  end
  return rhythm or event.period or t("agenda.regular")
end

local function part(doc, events, title, order, when)
  if #events == 0 then
    return
  end
  order(events)
  local kinds, territories = labels.concepts("event-kind"), labels.territories()
  local rows = {}
  for _, event in ipairs(events) do
    local row = { name(event), kinds[event.kind], event.city or territories[event.territory] or t("agenda.nowhere") }
    if when then
      table.insert(row, 1, when(event))
    end
    rows[#rows + 1] = row
  end
  local columns = { t("agenda.event"), t("agenda.kind"), t("agenda.place") }
  if when then
    table.insert(columns, 1, t("agenda.when"))
  end
  doc:heading(title, 2)
  doc:table { columns = columns, rows = rows }
end

local function count_proposed(events)
  local count = 0
  for _, event in ipairs(events) do
    count = count + (event.standing == "proposed" and 1 or 0)
  end
  return count
end

local function figures(doc, events, parts, proposed)
  doc:figures {
    { label = t("agenda.events"), value = #events },
    { label = t("agenda.dated"), value = #parts.dated },
    { label = t("agenda.recurring"), value = #parts.recurring },
    { label = t("agenda.announced"), value = #parts.announced },
    { label = t("agenda.undated"), value = #parts.undated },
    { label = t("agenda.proposed"), value = proposed },
  }
end

local function kinds_chart(doc, events)
  local texts, counts, kinds = labels.concepts("event-kind"), {}, {}
  for _, event in ipairs(events) do
    if not counts[event.kind] then
      counts[event.kind], kinds[#kinds + 1] = 0, event.kind
    end
    counts[event.kind] = counts[event.kind] + 1
  end
  labels.sort(kinds, function(kind) return ("%04d"):format(9999 - counts[kind]) .. texts[kind] end)
  local names, values = {}, {}
  for position, kind in ipairs(kinds) do
    names[position], values[position] = texts[kind], counts[kind]
  end
  doc:chart { kind = "bar", title = t("agenda.chart"), labels = names, values = values }
end

--- Writes the report; `params` may hold `from` (a date), `city`, `kind` and `territory`.
function agenda.run(params, doc)
  local events, unknown = after(find(params), params)
  if params.from then
    doc:text(t("agenda.from", { date = dates.text(params.from) }))
    doc:note(t("agenda.unknown", { count = unknown }))
  end
  if #events == 0 then
    doc:note(t("agenda.nothing"))
    return
  end
  local parts, proposed = sort_into_parts(events), count_proposed(events)
  figures(doc, events, parts, proposed)
  part(doc, parts.dated, t("agenda.dated"), by_date, when_dated)
  part(doc, parts.recurring, t("agenda.recurring"), by_period, when_recurring)
  part(doc, parts.announced, t("agenda.announced"), by_period, when_period)
  part(doc, parts.undated, t("agenda.undated"), by_period)
  kinds_chart(doc, events)
  if proposed > 0 then
    doc:note(t("agenda.proposed_note"))
  end
  doc:note(t("agenda.missing", { dated = #parts.dated, count = #events }))
  sources.cite(doc, events)
end

return agenda
