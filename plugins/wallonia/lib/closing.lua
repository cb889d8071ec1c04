-- Closing dates: the calls that close soon, the steps of applications that fall due, and the alerts that a daily job raises.
local dates = require "lib.dates"
local financements = require "lib.funding"
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local closing = {}

local t = grappe.t
local key = "closing.alerted"

--- The days before a closing date on which the job raises an alert, the longest first.
closing.notice = { 30, 7, 1 }

--- Returns the number of a day of the Gregorian calendar, counted so that the difference of two is the number of days between them.
local function day_number(date)
  local year, month, day = date:match("^(%d+)-(%d+)-(%d+)$")
  year, month, day = tonumber(year), tonumber(month), tonumber(day)
  local shift = (14 - month) // 12
  local years, months = year + 4800 - shift, month + 12 * shift - 3
  return day + (153 * months + 2) // 5 + 365 * years + years // 4 - years // 100 + years // 400
end

--- Returns the number of days from `day` to `date`; nil for a date that is not known to the day.
function closing.days_left(date, day)
  return date and #date == 10 and day_number(date) - day_number(day) or nil
end

--- Returns the calls that close within `days` days of `day`, the first first, and the number of those without a known day.
local function soon(day, days)
  local list, undated = {}, 0
  for _, call in ipairs(financements.calls(day)) do
    local left = closing.days_left(call.closes, day)
    if not left then
      undated = undated + 1
    elseif left >= 0 and left <= days then
      list[#list + 1] = { call = call, left = left }
    end
  end
  return labels.sort(list, function(entry) return entry.call.closes .. entry.call.name end), undated
end

local function operators(list)
  local ids, names = {}, {}
  for _, entry in ipairs(list) do
    ids[#ids + 1] = entry.call.operator
  end
  if #ids > 0 then
    for actor in grappe.actors.each({ id = ids }, { fields = { "id", "name" } }) do
      names[actor.id] = actor.name
    end
  end
  return names
end

local function calls_table(doc, list)
  local names, rows = operators(list), {}
  for position, entry in ipairs(list) do
    rows[position] = {
      dates.text(entry.call.closes), entry.left, entry.call.name, names[entry.call.operator] or t("funding.no_operator"),
      entry.call.url or "–",
    }
  end
  doc:heading(t("echeances.calls"), 2)
  doc:table {
    columns = {
      t("echeances.closes"), { t("echeances.left"), align = "right", kind = "integer" }, t("funding.name"), t("funding.operator"),
      t("echeances.page"),
    },
    rows = rows, empty = t("echeances.none"),
  }
end

local function steps_table(doc, day, days)
  local rows, due, ids = {}, {}, {}
  for application in grappe.applications.each(scope.real { ["wallonia.due"] = { present = true } }) do
    local left = closing.days_left(application["wallonia.due"], day)
    if left and left <= days then
      due[#due + 1], ids[#ids + 1] = { application = application, left = left }, application.call
    end
  end
  local found = size.by_id(grappe.calls, ids, { "id", "name" })
  for position, entry in ipairs(due) do
    local application = entry.application
    rows[position] = {
      dates.text(application["wallonia.due"]), entry.left, found[application.call].name, application["wallonia.next_step"] or "–",
    }
  end
  labels.sort(rows, function(row) return ("%06d"):format(row[2] + 100000) .. row[3] end)
  doc:heading(t("echeances.steps"), 2)
  doc:table {
    columns = {
      t("dossier.due"), { t("echeances.left"), align = "right", kind = "integer" }, t("funding.name"), t("dossier.next_step"),
    },
    rows = rows, empty = t("echeances.no_step"),
  }
end

--- Writes the report; `params` holds `days`, and perhaps `date`.
function closing.run(params, doc)
  local day = params.date or grappe.today()
  local list, undated = soon(day, params.days)
  doc:text(t("echeances.as_of", { date = dates.text(day), count = params.days }))
  calls_table(doc, list)
  steps_table(doc, day, params.days)
  doc:note(t("echeances.undated", { count = undated }))
  local cited = {}
  for position, entry in ipairs(list) do
    cited[position] = entry.call
  end
  sources.cite(doc, cited)
end

--- The shortest notice that has begun when `left` days are left; nil before the longest.
local function notice_of(left)
  local due
  for _, days in ipairs(closing.notice) do
    due = left <= days and days or due
  end
  return due
end

--- Raises an alert for each call that has come closer than a notice since the last time: a line of the log, and the event
--- `wallonia:closing`. Returns the ids of the calls.
function closing.alert(day)
  local alerted, raised = grappe.storage.get(key) or {}, {}
  for _, entry in ipairs((soon(day, closing.notice[1]))) do
    local mark = ("%s %d"):format(entry.call.closes, notice_of(entry.left))
    if alerted[entry.call.id] ~= mark then
      alerted[entry.call.id], raised[#raised + 1] = mark, entry.call.id
      grappe.log.warn(t("echeances.alert", { name = entry.call.name, date = dates.text(entry.call.closes), count = entry.left }))
      grappe.emit("closing", { call = entry.call.id, closes = entry.call.closes, days = entry.left })
    end
  end
  grappe.storage.set(key, alerted)
  return raised
end

return closing
