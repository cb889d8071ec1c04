-- The agenda: what comes, by month; what recurs; what no year is said of; and, apart, what is over.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local dates = require "lib.dates"
local hours = require "lib.hours"
local sources = require "europe.lib.sources"
local status = require "europe.lib.status"

local agenda = {}

local t = grappe.t
local fields = {
  "id", "name", "kind", "start", "end", "starts_at", "zone", "period", "recurring", "frequency", "territory", "city", "venue",
  "attendance", "audience", "themes", "standing", "source", "wallonia.audience",
}

local function find(params)
  local filter = scope.real {
    kind = params.kind, city = params.city, territory = params.territory, themes = params.theme and { has = params.theme },
  }
  filter["wallonia.audience"] = params.public and { has = params.public }
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

--- The first day, month or year of an event; nil when its source gives no year.
local function first_of(event)
  local period = event.period or ""
  return event.start or period:match("^%d%d%d%d%-%d%d$") or period:match("^%d%d%d%d")
end

local function is_over(event, day)
  local last = last_of(event)
  return last ~= nil and last < day:sub(1, #last)
end

--- Whether the event is a series whose last day is known, such as the meetings of a programme that has ended.
local function is_series(event)
  return event.start ~= nil and event["end"] ~= nil and event["end"] ~= event.start
end

--- The part of the agenda that an event belongs to on `day`.
local function part_of(event, day)
  local is_known = last_of(event) ~= nil
  if is_known and not is_over(event, day) then
    return "upcoming"
  end
  if event.recurring == "yes" and not is_series(event) then
    return "recurring"
  end
  return is_known and "past" or "undated"
end

local function sort_into_parts(events, day)
  local parts = { upcoming = {}, recurring = {}, undated = {}, past = {} }
  for _, event in ipairs(events) do
    table.insert(parts[part_of(event, day)], event)
  end
  return parts
end

--- Returns the events that are not over on `params.from`, and the number of those of which nothing says whether they are: an event
--- without a year that does not recur. These are listed on demand only; nil without a day.
local function after(events, params)
  if not params.from then
    return events
  end
  local kept, unlisted = {}, 0
  for _, event in ipairs(events) do
    local part = part_of(event, params.from)
    if part == "undated" and not params.unknown_dates then
      unlisted = unlisted + 1
    elseif part ~= "past" then
      kept[#kept + 1] = event
    end
  end
  return kept, unlisted
end

local function name(event)
  return event.standing == "proposed" and event.name .. "\u{A0}*" or event.name
end

--- The first day for sorting; a month or a year alone comes after its days.
local function first_key(event)
  local first = first_of(event)
  return first .. ("-99-99"):sub(#first - 3)
end

local function by_date(events)
  return labels.sort(events, function(event) return first_key(event) .. "\0" .. event.name end)
end

local function latest_first(events)
  by_date(events)
  local position = #events
  for index = 1, position // 2 do
    events[index], events[position - index + 1] = events[position - index + 1], events[index]
  end
end

--- The periods in words first, then the events without any; equals are sorted by name.
local function by_period(events)
  labels.sort(events, function(event) return (event.period and "0" .. event.period or "1") .. "\0" .. event.name end)
end

--- The period in the words of the source, which are French; numbers are the same in every language.
local function period_words(event)
  local period = event.period
  return period and (period:find("%a") and t("agenda.as_written", { text = period }) or period)
end

local function when_dated(event)
  if event.start then
    return dates.range(event.start, event["end"])
  end
  return event.period:find("^%d%d%d%d%-%d%d$") and dates.text(event.period) or period_words(event)
end

local function when_period(event)
  return period_words(event) or ""
end

local function when_recurring(event)
  local rhythm = event.frequency and t("agenda." .. event.frequency)
  local known = event.start and t("agenda.last_known", { date = when_dated(event) }) or period_words(event)
  if rhythm and known then
    return ("%s, %s"):format(rhythm, known)
  end
  return rhythm or known or t("agenda.regular")
end

--- The month of an upcoming event, its year where no month is known, or that it has begun.
local function month_of(event, day)
  local first = first_of(event)
  if first < day:sub(1, #first) then
    return t("agenda.running")
  end
  return #first >= 7 and dates.text(first:sub(1, 7)) or t("agenda.year", { year = first })
end

local function names_of(codes, texts)
  local list = {}
  for position, code in ipairs(codes or {}) do
    list[position] = texts[code] or code
  end
  return table.concat(list, ", ")
end

--- Whom the event is for: the kinds of public, then the attendance and the words of the source.
local function audience_of(event)
  local texts, words = {}, {}
  for position, kind in ipairs(event["wallonia.audience"] or {}) do
    texts[position] = t("audience." .. kind)
  end
  words[1] = event.attendance and t("agenda.attendance", { count = event.attendance })
  words[#words + 1] = event.audience
  local kinds, said = table.concat(texts, ", "), table.concat(words, ", ")
  return kinds ~= "" and said ~= "" and ("%s (%s)"):format(kinds, said) or kinds .. said
end

--- The names that the rows need, read once.
local function lookups(events)
  local ids, venues = {}, {}
  for _, event in ipairs(events) do
    ids[#ids + 1] = event.venue
  end
  if #ids > 0 then
    for actor in grappe.actors.each({ id = ids }, { fields = { "id", "name" } }) do
      venues[actor.id] = actor.name
    end
  end
  return {
    venues = venues, kinds = labels.concepts("event-kind"), territories = labels.territories(), sectors = labels.concepts("sector"),
  }
end

local function place_of(event, names)
  local town = event.city or names.territories[event.territory] or t("agenda.nowhere")
  local venue = event.venue and names.venues[event.venue]
  return venue and ("%s, %s"):format(venue, town) or town
end

--- The columns of a part: those whose cells are all empty are left out.
local function filled(columns, events)
  local kept, rows = {}, {}
  for position = 1, #events do
    rows[position] = {}
  end
  for _, column in ipairs(columns) do
    local cells, is_filled = {}, false
    for position, event in ipairs(events) do
      cells[position] = column.cell(event) or ""
      is_filled = is_filled or cells[position] ~= ""
    end
    if is_filled then
      kept[#kept + 1] = column.title
      for position, cell in ipairs(cells) do
        table.insert(rows[position], cell)
      end
    end
  end
  return kept, rows
end

--- Writes a part; `group` gives the heading of an event within it.
local function part(doc, events, title, names, when, group)
  if #events == 0 then
    return
  end
  local columns, rows = filled({
    { title = t("agenda.month"), cell = group or function() return "" end },
    { title = t("agenda.when"), cell = when },
    { title = t("agenda.hour"), cell = function(event) return hours.text(event.starts_at, event.zone) end },
    { title = t("agenda.event"), cell = name },
    { title = t("agenda.kind"), cell = function(event) return names.kinds[event.kind] end },
    { title = t("agenda.place"), cell = function(event) return place_of(event, names) end },
    { title = t("agenda.audience"), cell = audience_of },
    { title = t("agenda.themes"), cell = function(event) return names_of(event.themes, names.sectors) end },
  }, events)
  doc:heading(title, 2)
  doc:table { columns = columns, rows = rows, group = group and 1 or nil }
end

local function count_where(events, is_counted)
  local count = 0
  for _, event in ipairs(events) do
    count = count + (is_counted(event) and 1 or 0)
  end
  return count
end

--- The key figures; from a given day on, past events are left out, and `unlisted` of those without a year.
local function figures(doc, events, parts, unlisted)
  local list = {
    labels.figure("agenda.events", #events),
    { label = t("agenda.upcoming"), value = #parts.upcoming },
    labels.figure("agenda.recurring_count", #parts.recurring),
  }
  if unlisted then
    list[#list + 1] = { label = t(unlisted > 0 and "agenda.unlisted" or "agenda.undated"), value = #parts.undated + unlisted }
  else
    list[#list + 1] = { label = t("agenda.undated"), value = #parts.undated }
    list[#list + 1] = labels.figure("agenda.past_count", #parts.past)
  end
  list[#list + 1] = {
    label = t("agenda.proposed"), value = count_where(events, function(event) return event.standing == "proposed" end),
  }
  doc:figures(list)
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

--- Says for how many events a date, an hour, a place and a public are known, and how they are entered.
local function missing(doc, events)
  doc:note(t("agenda.missing", {
    count = #events, dated = count_where(events, function(event) return event.start end),
    hours = count_where(events, function(event) return event.starts_at end),
    towns = count_where(events, function(event) return event.city or event.venue end),
    publics = count_where(events, function(event) return #(event["wallonia.audience"] or {}) > 0 end),
  }))
  doc:note(t("agenda.enter"))
end

--- Writes the report; `params` may hold `from` (a date), `unknown_dates`, `city`, `kind`, `theme`, `public` and `territory`.
function agenda.run(params, doc)
  local events, unlisted = after(find(params), params)
  local day = params.from or grappe.today()
  if unlisted then
    doc:text(t("agenda.from", { date = dates.text(day) }))
  end
  if unlisted and unlisted > 0 then
    doc:note(t("agenda.unknown", { count = unlisted }))
  end
  if #events == 0 then
    doc:note(t("agenda.nothing"))
    return
  end
  local parts, names = sort_into_parts(events, day), lookups(events)
  figures(doc, events, parts, unlisted)
  by_date(parts.upcoming)
  latest_first(parts.past)
  by_period(parts.recurring)
  by_period(parts.undated)
  part(doc, parts.upcoming, t("agenda.upcoming"), names, when_dated, function(event) return month_of(event, day) end)
  part(doc, parts.recurring, t("agenda.recurring"), names, when_recurring)
  part(doc, parts.undated, t("agenda.undated"), names, when_period)
  part(doc, parts.past, t("agenda.past"), names, when_dated)
  kinds_chart(doc, events)
  if count_where(events, function(event) return event.standing == "proposed" end) > 0 then
    doc:note(t("agenda.proposed_note"))
  end
  missing(doc, events)
  sources.cite(doc, events)
end

return agenda
