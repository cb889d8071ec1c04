-- The missing link: the projects accompanied between creation and funding, and the stages without accompaniment.
local labels = require "lib.labels"
local sources = require "lib.sources"

local maillon = {}

local t = grappe.t
local region = "FR-PAC"
local creation = { idea = true, ["r-and-d"] = true, prototype = true, production = true }

local function is_accompanied(project)
  return grappe.support_actions.count { beneficiary = { project.id, project.holder } } > 0
end

--- Whether money was awarded to the project, or asked for.
local function funding_state(project)
  if grappe.awards.count { project = project.id } > 0 then
    return "awarded"
  end
  local pending = grappe.applications.count { project = project.id, status = { "draft", "submitted", "eligible" } }
  return pending > 0 and "asked" or "none"
end

local function projects()
  local holders, list = {}, {}
  for actor in grappe.actors.each({ territory = region }, { fields = { "id", "name" } }) do
    holders[actor.id] = actor.name
  end
  for project in grappe.projects.each() do
    if holders[project.holder] then
      project.holder_name = holders[project.holder]
      project.is_accompanied, project.funding = is_accompanied(project), funding_state(project)
      list[#list + 1] = project
    end
  end
  return labels.sort(list, function(project) return project.name end)
end

--- Created, not funded, not accompanied: the gap the cluster names.
local function is_missing(project)
  return not project.is_accompanied and project.funding ~= "awarded"
    and (not project.stage or creation[project.stage] or project.stage == "commercialisation")
end

local function projects_table(doc, list)
  local rows = {}
  for position, project in ipairs(list) do
    rows[position] = {
      project.name, project.holder_name, project.stage and t("stage." .. project.stage) or t("stage.none"),
      project.is_accompanied and t("maillon.yes") or t("maillon.no"), t("maillon." .. project.funding),
      is_missing(project) and t("maillon.missing") or "",
    }
  end
  doc:heading(t("maillon.projects"), 2)
  if #rows == 0 then
    doc:note(t("maillon.no_project"))
    return
  end
  doc:table {
    columns = {
      t("maillon.project"), t("maillon.holder"), t("maillon.stage"), t("maillon.accompanied"), t("maillon.funding"),
      t("maillon.link"),
    },
    rows = rows,
  }
end

--- The actors of the region whose work is to accompany.
local function providers()
  return grappe.actors.find({
    territory = region, kind = { "accelerator", "incubator", "cluster", "hub", "public-agency" },
  }, { order = { "name" } })
end

local function providers_table(doc, list)
  local kinds, rows = labels.concepts("actor-kind"), {}
  for position, actor in ipairs(list) do
    rows[position] = {
      actor.name, kinds[actor.kind], grappe.support_actions.count { provider = actor.id },
    }
  end
  doc:heading(t("maillon.providers"), 2)
  doc:table {
    columns = {
      t("maillon.provider"), t("maillon.kind"), { t("maillon.actions"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
end

--- For each stage, the money and the accompaniment that name it; planned ones count separately.
local function stages_table(doc, calls)
  local existing, planned = {}, {}
  for _, call in ipairs(calls) do
    table.insert(call.standing == "proposed" and planned or existing, call)
  end
  local now, later = grappe.funding.coverage(existing), grappe.funding.coverage(planned)
  local rows = {}
  for position, stage in ipairs(now.stages) do
    rows[position] = {
      t("stage." .. stage.stage), stage.count, later.stages[position].count,
      grappe.support_actions.count { stage = stage.stage },
    }
  end
  doc:heading(t("maillon.stages"), 2)
  doc:table {
    columns = {
      t("maillon.stage"), { t("maillon.calls"), align = "right", kind = "integer" },
      { t("maillon.planned"), align = "right", kind = "integer" },
      { t("maillon.actions"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
end

--- Writes the report.
function maillon.run(_, doc)
  local list, helpers = projects(), providers()
  local calls = grappe.calls.find { territories = { has = region } }
  local missing, accompanied = 0, 0
  for _, project in ipairs(list) do
    missing = missing + (is_missing(project) and 1 or 0)
    accompanied = accompanied + (project.is_accompanied and 1 or 0)
  end
  doc:figures {
    { label = t("maillon.projects"), value = #list },
    { label = t("maillon.accompanied_count"), value = accompanied },
    { label = t("maillon.missing_count"), value = missing },
    { label = t("maillon.providers"), value = #helpers },
  }
  projects_table(doc, list)
  stages_table(doc, calls)
  if #helpers > 0 then
    providers_table(doc, helpers)
  end
  doc:note(t("maillon.definition"))
  table.move(helpers, 1, #helpers, #calls + 1, calls)
  sources.cite(doc, calls)
end

return maillon
