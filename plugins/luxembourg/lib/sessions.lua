-- Themed sessions: themes asked for, sessions held, themes waiting, and possible hosts.
local labels = require "europe.lib.labels"
local sources = require "europe.lib.sources"

local sessions = {}

local t = grappe.t

local function bump(counts, key)
  counts[key] = (counts[key] or 0) + 1
end

--- The requests in the feedback: themes, formats and pain points with the number of mentions, and the mean score.
local function asked()
  local found = { themes = {}, spelling = {}, sectors = {}, formats = {}, pain_points = {}, count = 0, scores = 0, sum = 0 }
  for feedback in grappe.feedbacks.each() do
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

--- The titles of the sessions held or planned, for searching.
local function programme()
  local held = {}
  for session in grappe.sessions.each({}, { order = { "start" } }) do
    held[#held + 1] = { session = session, key = labels.sort_key(session.title) }
  end
  return held
end

local function taken_up(key, held)
  for _, entry in ipairs(held) do
    if entry.key:find(key, 1, true) then
      return entry.session
    end
  end
end

--- Companies of the sectors that a theme is about: possible hosts of the session.
local function hosts(sectors)
  local names = {}
  for sector in pairs(sectors or {}) do
    for actor in grappe.actors.each { territory = "LU", sectors = { has = sector }, kind = "company" } do
      names[actor.name] = true
    end
  end
  local list = {}
  for name in pairs(names) do
    list[#list + 1] = name
  end
  return table.concat(labels.sort(list), ", ")
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

local function backlog(doc, found, held)
  local rows, waiting = {}, 0
  for _, key in ipairs(ranked(found.themes)) do
    local session = taken_up(key, held)
    waiting = waiting + (session and 0 or 1)
    rows[#rows + 1] = {
      found.spelling[key], found.themes[key],
      session and t("sessions.taken_up", { title = session.title, date = session.start:sub(1, 10) }) or t("sessions.waiting"),
      session and "" or hosts(found.sectors[key]),
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

local function programme_table(doc, held)
  if #held == 0 then
    return
  end
  local rows = {}
  for position, entry in ipairs(held) do
    local session = entry.session
    local host = session.host and grappe.actors.get(session.host)
    local event = grappe.events.get(session.event)
    rows[position] = {
      session.start:sub(1, 10), session.title, event and event.name or "", host and host.name or t("sessions.no_host"),
      grappe.registrations.count { session = session.id, status = { "confirmed", "attended" } },
    }
  end
  doc:heading(t("sessions.programme"), 2)
  doc:table {
    columns = {
      t("sessions.date"), t("sessions.title"), t("sessions.event"), t("sessions.host"),
      { t("sessions.registered"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
end

--- Meetings that are only a wish or a plan.
local function planned_events(doc)
  local rows, cited = {}, {}
  for event in grappe.events.each({ territory = "LU" }, { order = { "name" } }) do
    cited[#cited + 1] = event
    rows[#rows + 1] = {
      event.standing == "proposed" and event.name .. "\u{A0}*" or event.name,
      labels.concepts("event-kind")[event.kind], event.start or event.period or "",
    }
  end
  doc:heading(t("sessions.meetings"), 2)
  doc:table { columns = { t("sessions.event"), t("sessions.kind"), t("sessions.when") }, rows = rows }
  return cited
end

--- Writes the report.
function sessions.run(_, doc)
  local found, held = asked(), programme()
  local rows, waiting = backlog(doc, found, held)
  doc:figures {
    { label = t("sessions.feedbacks"), value = found.count },
    { label = t("sessions.themes"), value = #rows },
    { label = t("sessions.waiting_themes"), value = waiting },
    { label = t("sessions.sessions"), value = #held },
  }
  if found.scores > 0 then
    doc:text(t("sessions.score", { score = ("%.1f"):format(found.sum / found.scores), count = found.scores }))
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
  programme_table(doc, held)
  local cited = planned_events(doc)
  doc:note(t("sessions.note"))
  for feedback in grappe.feedbacks.each() do
    cited[#cited + 1] = feedback
  end
  sources.cite(doc, cited)
end

return sessions
