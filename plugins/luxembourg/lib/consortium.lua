-- Consortium: the smallest teams whose members together bring what a project needs, each with its reasons.
local labels = require "europe.lib.labels"
local sources = require "europe.lib.sources"
local teams = require "lib.teams"

local consortium = {}

local t = grappe.t

--- The needs: the skills and sectors asked for, and those of the project. Keys are "skill:CODE" and "sector:CODE".
local function needs_of(params, project)
  local needs, seen = {}, {}
  local function add(scheme, codes)
    for _, code in ipairs(codes or {}) do
      local key = scheme .. ":" .. code
      if not seen[key] then
        seen[key], needs[#needs + 1] = true, key
      end
    end
  end
  add("skill", params.skills)
  add("sector", params.sectors)
  if project then
    add("skill", project.skills_needed)
    add("sector", project.sectors)
  end
  return needs
end

--- The staff of the latest figures of an actor; nil when unknown.
local function staff_of(actor)
  for figure in grappe.figures.each({ actor = actor.id }, { order = { "-year" } }) do
    if figure.staff then
      return figure.staff
    end
  end
end

local function is_gone(actor)
  return actor.dissolved or actor["luxembourg.ror_status"] == "inactive" or actor.standing == "proposed"
end

--- The reason why an actor is no candidate; nil when it is one.
local function refusal(actor, params)
  if is_gone(actor) then
    return t("consortium.gone")
  end
  if params.staff_min then
    local staff = staff_of(actor)
    if not staff then
      return t("consortium.staff_unknown")
    end
    if staff < params.staff_min then
      return t("consortium.staff_low", { staff = ("%g"):format(staff) })
    end
  end
end

local function brings(actor, needs)
  local list, count = {}, 0
  local has = {}
  for _, skill in ipairs(actor.skills or {}) do
    has["skill:" .. skill] = true
  end
  for _, sector in ipairs(actor.sectors or {}) do
    has["sector:" .. sector] = true
  end
  for _, need in ipairs(needs) do
    if has[need] then
      list[need], count = true, count + 1
    end
  end
  return list, count
end

local function candidates_for(needs, params, holder)
  local found, left_out = {}, {}
  for actor in grappe.actors.each { territory = params.territory } do
    local list, count = brings(actor, needs)
    if count > 0 then
      local reason = actor.id ~= holder and refusal(actor, params)
      if reason then
        left_out[#left_out + 1] = { actor = actor, reason = reason }
      else
        found[#found + 1] = { id = actor.id, actor = actor, brings = list, count = count }
      end
    end
  end
  labels.sort(found, function(candidate) return ("%04d"):format(9999 - candidate.count) .. candidate.actor.name end)
  return found, left_out
end

--- Ties among the members count for a team: members who have worked together start faster.
local function ties_within(members)
  local ids, count = {}, 0
  for position, member in ipairs(members) do
    ids[position] = member.id
  end
  for _ in grappe.relations.each { from = ids, to = ids } do
    count = count + 1
  end
  return count
end

local function described(positions, candidates)
  local team = { members = {}, ties = 0 }
  for index, position in ipairs(positions) do
    team.members[index] = candidates[position]
  end
  team.ties = ties_within(team.members)
  return team
end

local function need_names(needs, member)
  local skills, sectors = labels.concepts("skill"), labels.concepts("sector")
  local list = {}
  for _, need in ipairs(needs) do
    if not member or member.brings[need] then
      local scheme, code = need:match("^(%a+):(.+)$")
      list[#list + 1] = (scheme == "skill" and skills or sectors)[code] or code
    end
  end
  return table.concat(list, ", ")
end

local function teams_table(doc, found, needs, territories)
  local kinds, rows = labels.concepts("actor-kind"), {}
  for number, team in ipairs(found) do
    local title = t("consortium.team", { number = number, ties = team.ties })
    for _, member in ipairs(team.members) do
      local actor = member.actor
      rows[#rows + 1] = {
        title, actor.name, kinds[actor.kind], actor.city or territories[actor.territory] or "", need_names(needs, member),
      }
    end
  end
  doc:heading(t("consortium.teams"), 2)
  doc:table {
    columns = {
      t("consortium.team_column"), t("consortium.actor"), t("consortium.kind"), t("consortium.place"), t("consortium.brings"),
    },
    rows = rows, group = 1,
  }
end

local function left_out_table(doc, left_out)
  if #left_out == 0 then
    return
  end
  local rows = {}
  labels.sort(left_out, function(entry) return entry.actor.name end)
  for position, entry in ipairs(left_out) do
    rows[position] = { entry.actor.name, entry.reason }
  end
  doc:heading(t("consortium.left_out"), 2)
  doc:table { columns = { t("consortium.actor"), t("consortium.reason") }, rows = rows }
end

local function answer(doc, found, missing, is_possible, needs)
  if #missing > 0 then
    doc:note(t("consortium.missing", { needs = need_names(missing) }))
  end
  if not is_possible then
    doc:note(t("consortium.too_large", { size = teams.size_max }))
  elseif #found > 0 then
    doc:text(t("consortium.answer", { teams = #found, size = #found[1].members, needs = #needs - #missing }))
  end
end

--- Writes the report; `params` holds `project` or `skills` and `sectors`, `territory`, `staff_min` and `limit`.
function consortium.run(params, doc)
  local project = params.project and grappe.projects.get(params.project)
  local needs = needs_of(params, project)
  if #needs == 0 then
    doc:note(t(project and "consortium.project_without_needs" or "consortium.ask"))
    return
  end
  if #needs > teams.needs_max then
    doc:note(t("consortium.too_many", { count = #needs, max = teams.needs_max }))
    return
  end
  local candidates, left_out = candidates_for(needs, params, project and project.holder)
  local positions, missing, is_possible = teams.smallest(needs, candidates, params.limit)
  local found, cited = {}, {}
  for index, team in ipairs(positions) do
    found[index] = described(team, candidates)
  end
  table.sort(found, function(a, b) return a.ties > b.ties end)
  doc:text(t("consortium.needs", { needs = need_names(needs) }))
  doc:figures {
    { label = t("consortium.needed"), value = #needs },
    { label = t("consortium.covered"), value = #needs - #missing },
    { label = t("consortium.candidates"), value = #candidates },
    { label = t("consortium.size"), value = found[1] and #found[1].members or 0 },
  }
  answer(doc, found, missing, is_possible, needs)
  if #found > 0 then
    teams_table(doc, found, needs, labels.territories())
  end
  left_out_table(doc, left_out)
  doc:note(t("consortium.declared"))
  for index, candidate in ipairs(candidates) do
    cited[index] = candidate.actor
  end
  sources.cite(doc, cited)
end

return consortium
