-- The applications followed: those with an overdue step first, then by the date of the next step; the decided ones last.
local applications = require "lib.applications"
local dates = require "lib.dates"
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"

local follow_up = {}

local t = grappe.t
local groups = { "late", "coming", "undated", "decided" }

local function group_of(application, day)
  if applications.is_over(application.status) then
    return "decided"
  end
  local due = application["wallonia.due"]
  if not due then
    return "undated"
  end
  return due < day:sub(1, #due) and "late" or "coming"
end

--- The records of a collection that the applications name in one of their fields, by id.
local function named(list, collection, field)
  local ids, records = {}, {}
  for _, application in ipairs(list) do
    ids[#ids + 1] = application[field]
  end
  if #ids > 0 then
    for record in collection.each({ id = ids }, { fields = { "id", "name", "source" } }) do
      records[record.id] = record
    end
  end
  return records
end

local function text_of(date)
  return date and dates.text(date) or "–"
end

local function row_of(application, group, names)
  local project = application.project and names.projects[application.project]
  return {
    t("dossier.group_" .. group), project and project.name or names.actors[application.applicant].name,
    names.calls[application.call].name, t("dossier.state_" .. application.status),
    text_of((application.submitted_at or ""):match("^%d+%-%d+%-%d+")), text_of(application.decided_on),
    application["wallonia.next_step"] or "–", text_of(application["wallonia.due"]),
  }
end

--- The applications of the project asked for, an invented one included; all real ones without a project.
local function selected(params)
  local filter = params.project and { project = params.project } or scope.real()
  return grappe.applications.find(filter, { order = { "id" } })
end

--- Writes the report; `params` may hold `project` and `date`, the day that decides what is late.
function follow_up.run(params, doc)
  local day, list, counts, entries = params.date or grappe.today(), selected(params), {}, {}
  local names = {
    actors = named(list, grappe.actors, "applicant"), calls = named(list, grappe.calls, "call"),
    projects = named(list, grappe.projects, "project"),
  }
  local rank = {}
  for position, group in ipairs(groups) do
    rank[group] = position
  end
  for position, application in ipairs(list) do
    local group = group_of(application, day)
    counts[group] = (counts[group] or 0) + 1
    entries[position] = { rank = rank[group], due = application["wallonia.due"] or "", row = row_of(application, group, names) }
  end
  labels.sort(entries, function(entry) return entry.rank .. entry.due .. "\0" .. entry.row[2] .. "\0" .. entry.row[3] end)
  local figures, rows = {}, {}
  for position, group in ipairs(groups) do
    figures[position] = labels.figure("dossier.count_" .. group, counts[group] or 0)
  end
  for position, entry in ipairs(entries) do
    rows[position] = entry.row
  end
  doc:text(t("dossier.as_of", { date = dates.text(day) }))
  doc:figures(figures)
  doc:table {
    columns = {
      t("dossier.group"), t("dossier.project"), t("dossier.call"), t("dossier.state"), t("dossier.submitted"), t("dossier.decided"),
      t("dossier.next_step"), t("dossier.due"),
    },
    rows = rows, group = 1, empty = t("dossier.none"),
  }
end

return follow_up
