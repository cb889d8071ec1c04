-- The missing link: the projects accompanied between creation and funding, and the stages without accompaniment.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"
local status = require "europe.lib.status"

local maillon = {}

local t = grappe.t
local region = "FR-PAC"
local creation = { idea = true, ["r-and-d"] = true, prototype = true, production = true }

--- The real projects, with the names of those of their holders that are of the region.
local function regional_projects()
  local found, ids, list = grappe.projects.find(scope.real { standing = "existing" }), {}, {}
  for position, project in ipairs(found) do
    ids[position] = project.holder
  end
  local holders = size.by_id(grappe.actors, ids, { "id", "name" }, scope.real { territory = region })
  for _, project in ipairs(found) do
    if holders[project.holder] then
      project.holder_name = holders[project.holder].name
      list[#list + 1] = project
    end
  end
  return labels.sort(list, function(project) return project.name end)
end

--- The projects of the region, each with `is_accompanied` and `funding`: whether money was awarded to it, asked for, or none.
local function projects()
  local list, ids, helped = regional_projects(), {}, {}
  for position, project in ipairs(list) do
    ids[position] = project.id
    helped[#helped + 1], helped[#helped + 2] = project.id, project.holder
  end
  local actions = size.counts(grappe.support_actions, "beneficiary", helped)
  local awarded = size.counts(grappe.awards, "project", ids)
  local asked = size.counts(grappe.applications, "project", ids, { status = { "draft", "submitted", "eligible" } })
  for _, project in ipairs(list) do
    project.is_accompanied = (actions[project.id] or actions[project.holder]) ~= nil
    project.funding = awarded[project.id] and "awarded" or asked[project.id] and "asked" or "none"
  end
  return list
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

--- The filter of the existing actors of the region and of the sector whose work is to accompany.
local function accompanying(more)
  local filter = scope.sector {
    territory = region, kind = { "accelerator", "incubator", "cluster", "hub", "public-agency" }, standing = "existing",
  }
  for key, value in pairs(more or {}) do
    filter[key] = value
  end
  return filter
end

--- Returns the actors whose work is to accompany, by name.
function maillon.providers()
  return grappe.actors.find(accompanying(), { order = { "name" } })
end

--- Whether an actor is one of them.
function maillon.accompanies(actor)
  return grappe.actors.count(accompanying { id = actor.id }) > 0
end

--- Returns the lines of funding of the region.
function maillon.calls()
  return grappe.calls.find(scope.real { territories = { has = region } })
end

--- Number of support actions for each stage, of those whose beneficiary or provider is of the region.
local function actions_by_stage(list, helpers)
  local regional, counts = {}, {}
  for _, project in ipairs(list) do
    regional[project.id], regional[project.holder] = true, true
  end
  for _, helper in ipairs(helpers) do
    regional[helper.id] = true
  end
  for action in grappe.support_actions.each(scope.real { stage = { present = true } }) do
    if regional[action.beneficiary] or regional[action.provider] then
      counts[action.stage] = (counts[action.stage] or 0) + 1
    end
  end
  return counts
end

local function providers_table(doc, list)
  local kinds, ids, rows = labels.concepts("actor-kind"), {}, {}
  for position, actor in ipairs(list) do
    ids[position] = actor.id
  end
  local actions = size.counts(grappe.support_actions, "provider", ids)
  for position, actor in ipairs(list) do
    rows[position] = { actor.name, kinds[actor.kind], actions[actor.id] or 0 }
  end
  doc:heading(t("maillon.providers"), 2)
  doc:table {
    columns = {
      t("maillon.provider"), t("maillon.kind"), { t("maillon.actions"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
end

--- For each stage, the money and the accompaniment that name it; planned ones count separately, closed ones not at all.
local function stages_table(doc, calls, actions)
  local existing, planned, day = {}, {}, grappe.today()
  for _, call in ipairs(calls) do
    local standing = status.of(call, day)
    if standing ~= "closed" and standing ~= "lapsed" then
      table.insert(standing == "proposed" and planned or existing, call)
    end
  end
  local now, later = grappe.funding.coverage(existing), grappe.funding.coverage(planned)
  local rows = {}
  for position, stage in ipairs(now.stages) do
    rows[position] = {
      t("stage." .. stage.stage), stage.count, later.stages[position].count,
      actions[stage.stage] or 0,
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
  local list, helpers = projects(), maillon.providers()
  local calls = maillon.calls()
  local missing, accompanied = 0, 0
  for _, project in ipairs(list) do
    missing = missing + (is_missing(project) and 1 or 0)
    accompanied = accompanied + (project.is_accompanied and 1 or 0)
  end
  doc:figures {
    labels.figure("maillon.projects_count", #list),
    labels.figure("maillon.accompanied_count", accompanied),
    { label = t("maillon.missing_count"), value = missing },
    labels.figure("maillon.providers_count", #helpers),
  }
  projects_table(doc, list)
  stages_table(doc, calls, actions_by_stage(list, helpers))
  if #helpers > 0 then
    providers_table(doc, helpers)
  end
  doc:note(t("maillon.definition"))
  scope.note(doc, { territory = region, standing = "existing" })
  table.move(helpers, 1, #helpers, #calls + 1, calls)
  sources.cite(doc, calls)
end

return maillon
