-- Themed sessions: themes asked for, sessions held, themes waiting, and possible hosts.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local sources = require "europe.lib.sources"

local sessions = {}

local t = grappe.t
local region = "LU"
--- Kinds of actors that can host a session in their offices.
local host_kinds = { "company", "freelancer", "association", "nonprofit", "hub", "fablab", "media", "venue", "cultural-centre", "museum" }
--- Maximum number of hosts named in a cell; the others are counted.
local named_max = 4

local function bump(counts, key)
  counts[key] = (counts[key] or 0) + 1
end

--- The ids of the events of the region.
local function own_events()
  local ids = {}
  for event in grappe.events.each(scope.real { territory = region }, { fields = { "id" } }) do
    ids[#ids + 1] = event.id
  end
  return ids
end

--- The requests in the feedback on `events`: themes, formats and pain points with the number of mentions, and the mean score.
local function asked(events)
  local found = { themes = {}, spelling = {}, sectors = {}, formats = {}, pain_points = {}, count = 0, scores = 0, sum = 0, records = {} }
  for feedback in grappe.feedbacks.each(scope.real { event = events }) do
    found.records[#found.records + 1] = feedback
    found.count = found.count + 1
    if feedback.score then
      found.scores, found.sum = found.scores + 1, found.sum + feedback.score
    end
    for _, theme in ipairs(feedback.themes or {}) do
      local key = labels.sort_key(theme)
      bump(found.themes, key)
      found.spelling[key] = found.spelling[key] or theme
      for _, sector in ipairs(feedback.sectors or {}) do
        found.sectors[key] = found.sectors[key] or {}
        found.sectors[key][sector] = true
      end
    end
    for _, list in ipairs { "formats", "pain_points" } do
      for _, text in ipairs(feedback[list] or {}) do
        bump(found[list], text)
      end
    end
  end
  return found
end

--- The sessions held or planned at `events`, each with the words that a theme is searched in.
local function programme(events)
  local held, sectors = {}, labels.concepts("sector")
  for session in grappe.sessions.each(scope.real { event = events }, { order = { "start", "id" } }) do
    local words = { session.title, session.description or "" }
    for _, sector in ipairs(session.themes or {}) do
      words[#words + 1] = sectors[sector]
    end
    held[#held + 1] = { session = session, key = labels.sort_key(table.concat(words, "\n")) }
  end
  return held
end

local function set_of(list)
  local set = {}
  for _, item in ipairs(list or {}) do
    set[item] = true
  end
  return set
end

--- Whether a session takes up a theme: its title, its description or the name of one of its sectors contains the words.
local function covers(entry, key)
  return entry.key:find(key, 1, true) ~= nil
end

local function taken_up(key, held)
  for _, entry in ipairs(held) do
    if covers(entry, key) then
      return entry.session
    end
  end
end

--- The actors of the region that could host: the names of all in their order, and their positions by sector.
local function candidates()
  local found = { names = {}, by_sector = {} }
  local filter = scope.sector { territory = region, kind = host_kinds, standing = "existing" }
  for actor in grappe.actors.each(filter, { fields = { "name", "sectors" }, order = { "name" } }) do
    local position = #found.names + 1
    found.names[position] = actor.name
    for _, sector in ipairs(actor.sectors or {}) do
      found.by_sector[sector] = found.by_sector[sector] or {}
      table.insert(found.by_sector[sector], position)
    end
  end
  return found
end

--- The positions of the candidates of any of the sectors, those of all candidates without a sector, in their order.
local function positions_of(found, sectors)
  local positions, seen = {}, {}
  if next(sectors or {}) == nil then
    for position in ipairs(found.names) do
      positions[position] = position
    end
    return positions
  end
  for sector in pairs(sectors) do
    for _, position in ipairs(found.by_sector[sector] or {}) do
      if not seen[position] then
        seen[position], positions[#positions + 1] = true, position
      end
    end
  end
  table.sort(positions)
  return positions
end

--- Names who could host: the candidates of the sectors that a theme is about, some by name and the number of the others.
local function hosts(found, sectors)
  local names, positions = {}, positions_of(found, sectors)
  for rank = 1, math.min(#positions, named_max) do
    names[rank] = found.names[positions[rank]]
  end
  if #positions > named_max then
    names[#names + 1] = t("sessions.others", { count = #positions - named_max })
  end
  return #names > 0 and table.concat(names, ", ") or t("sessions.no_candidate")
end

local function ranked(counts)
  local keys = {}
  for key in pairs(counts) do
    keys[#keys + 1] = key
  end
  labels.sort(keys)
  table.sort(keys, function(a, b)
    return counts[a] > counts[b] or counts[a] == counts[b] and labels.sort_key(a) < labels.sort_key(b)
  end)
  return keys
end

local function names_of(collection, entries, field)
  local ids, names = {}, {}
  for _, entry in ipairs(entries) do
    ids[#ids + 1] = entry.session[field]
  end
  if #ids > 0 then
    for record in collection.each({ id = ids }, { fields = { "id", "name" } }) do
      names[record.id] = record.name
    end
  end
  return names
end

--- The host of a session, or who could be one.
local function host_name(session, names, possible)
  return names[session.host] or t("sessions.host_candidates", { names = hosts(possible, set_of(session.themes)) })
end

local function backlog(found, held, possible)
  local rows, waiting, names = {}, 0, names_of(grappe.actors, held, "host")
  for _, key in ipairs(ranked(found.themes)) do
    local session = taken_up(key, held)
    waiting = waiting + (session and 0 or 1)
    rows[#rows + 1] = {
      found.spelling[key], found.themes[key],
      session and t("sessions.taken_up", { title = session.title, date = session.start:sub(1, 10) }) or t("sessions.waiting"),
      session and host_name(session, names, possible) or hosts(possible, found.sectors[key]),
    }
  end
  return rows, waiting
end

local function counted_table(doc, title, column, counts)
  local rows = {}
  for _, key in ipairs(ranked(counts)) do
    rows[#rows + 1] = { key, counts[key] }
  end
  if #rows > 0 then
    doc:heading(title, 2)
    doc:table { columns = { column, { t("sessions.mentions"), align = "right", kind = "integer" } }, rows = rows }
  end
end

local function registered(entries)
  local ids, counts = {}, {}
  for position, entry in ipairs(entries) do
    ids[position] = entry.session.id
  end
  for registration in grappe.registrations.each { session = ids, status = { "confirmed", "attended" } } do
    counts[registration.session] = (counts[registration.session] or 0) + 1
  end
  return counts
end

--- The theme asked for that a session takes up, in the words of its first mention; empty when nobody asked for it.
local function asked_theme(entry, found)
  local themes = {}
  for _, key in ipairs(ranked(found.themes)) do
    if covers(entry, key) then
      themes[#themes + 1] = found.spelling[key]
    end
  end
  return #themes > 0 and table.concat(themes, ", ") or t("sessions.not_asked")
end

local function programme_table(doc, held, found, possible)
  if #held == 0 then
    return
  end
  local rows = {}
  local hosts_by_id, events, counts = names_of(grappe.actors, held, "host"), names_of(grappe.events, held, "event"), registered(held)
  for position, entry in ipairs(held) do
    local session = entry.session
    rows[position] = {
      labels.date(session.start:sub(1, 10)), session.title, events[session.event] or "",
      host_name(session, hosts_by_id, possible),
      asked_theme(entry, found), counts[session.id] or 0,
    }
  end
  doc:heading(t("sessions.programme"), 2)
  doc:table {
    columns = {
      t("sessions.date"), t("sessions.title"), t("sessions.event"), t("sessions.host"), t("sessions.answers"),
      { t("sessions.registered"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
end

--- Meetings that are only a wish or a plan.
local function planned_events(doc)
  local rows, cited, kinds = {}, {}, labels.concepts("event-kind")
  for event in grappe.events.each(scope.real { territory = region }, { order = { "name" } }) do
    cited[#cited + 1] = event
    rows[#rows + 1] = {
      event.standing == "proposed" and event.name .. "\u{A0}*" or event.name,
      kinds[event.kind], event.start or event.period or "",
    }
  end
  doc:heading(t("sessions.meetings"), 2)
  doc:table { columns = { t("sessions.event"), t("sessions.kind"), t("sessions.when") }, rows = rows }
  return cited
end

--- Returns the themes asked for, the most wanted first, each with `name`, `mentions`, `sectors`, `state` and `is_waiting`, and
--- the sessions held or planned.
function sessions.overview()
  local events = own_events()
  local found, held = asked(events), programme(events)
  local themes, records = {}, {}
  for position, key in ipairs(ranked(found.themes)) do
    local session = taken_up(key, held)
    themes[position] = {
      name = found.spelling[key], mentions = found.themes[key], is_waiting = session == nil, sectors = found.sectors[key],
      state = session and t("sessions.taken_up", { title = session.title, date = session.start:sub(1, 10) })
        or t("sessions.waiting"),
    }
  end
  for position, entry in ipairs(held) do
    records[position] = entry.session
  end
  return themes, records
end

--- Returns the themes waiting that an actor could host: those of its sectors, where it is of the region and of a kind that has offices.
function sessions.waiting_for(actor)
  local kinds, own, themes = set_of(host_kinds), set_of(actor.sectors), {}
  local is_here = actor.territory and (actor.territory == region or actor.territory:sub(1, #region + 1) == region .. "-")
  if not kinds[actor.kind] or not is_here then
    return themes
  end
  for _, theme in ipairs((sessions.overview())) do
    for sector in pairs(theme.is_waiting and theme.sectors or {}) do
      if own[sector] then
        themes[#themes + 1] = theme
        break
      end
    end
  end
  return themes
end

--- Writes the report.
function sessions.run(_, doc)
  local events = own_events()
  local found, held = asked(events), programme(events)
  local possible = candidates()
  local rows, waiting = backlog(found, held, possible)
  doc:figures {
    labels.figure("sessions.feedbacks", found.count),
    labels.figure("sessions.themes", #rows),
    { label = t("sessions.planned_themes"), value = #rows - waiting },
    { label = t("sessions.waiting_themes"), value = waiting },
    labels.figure("sessions.sessions", #held),
  }
  if found.scores > 0 then
    doc:text(t("sessions.score", { score = math.floor(found.sum / found.scores * 10 + 0.5) / 10, count = found.scores }))
  end
  if #rows > 0 then
    doc:heading(t("sessions.backlog"), 2)
    doc:table {
      columns = {
        t("sessions.theme"), { t("sessions.mentions"), align = "right", kind = "integer" }, t("sessions.state"),
        t("sessions.hosts"),
      },
      rows = rows,
    }
  end
  counted_table(doc, t("sessions.formats"), t("sessions.format"), found.formats)
  counted_table(doc, t("sessions.pain_points"), t("sessions.pain_point"), found.pain_points)
  programme_table(doc, held, found, possible)
  local cited = planned_events(doc)
  if #held == 0 then
    doc:note(t("sessions.no_session"))
  end
  doc:note(t("sessions.note"))
  table.move(found.records, 1, #found.records, #cited + 1, cited)
  sources.cite(doc, cited)
end

return sessions
