-- Consortium: the smallest teams whose members together bring what a project needs, each with its roles and reasons.
local candidates = require "lib.candidates"
local labels = require "europe.lib.labels"
local meetings = require "europe.lib.meetings"
local roles = require "lib.roles"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"
local teams = require "lib.teams"

local consortium = {}

local t = grappe.t
--- Maximum number of teams that are compared; the best `limit` of them are shown.
local compared = 200
local points = { tie = 2, meeting = 1 }

--- Returns a function of two actors that lists the types of their working ties.
local function ties_among(ids)
  local types, texts = {}, labels.concepts("relation-type")
  if #ids > 0 then
    for relation in grappe.relations.each(scope.ties { from = ids, to = ids, standing = "existing" }, { order = { "id" } }) do
      local key = relation.from < relation.to and relation.from .. "\0" .. relation.to or relation.to .. "\0" .. relation.from
      types[key] = types[key] or {}
      table.insert(types[key], texts[relation.type] or relation.type)
    end
  end
  return function(first, second)
    return types[first < second and first .. "\0" .. second or second .. "\0" .. first] or {}
  end
end

local function members_of(list)
  local ids, seen = {}, {}
  for _, team in ipairs(list) do
    for _, member in ipairs(team.members) do
      if not seen[member.id] then
        seen[member.id], ids[#ids + 1] = true, member.id
      end
    end
  end
  return ids
end

--- Adds to a team its linked pairs, the pairs that met, the score and, for each member, what it shares with the others.
local function compare(team, ties, met)
  team.ties, team.meetings, team.shares = 0, 0, {}
  for position, member in ipairs(team.members) do
    local shares = {}
    for other_position, other in ipairs(team.members) do
      if position ~= other_position then
        local types, events = ties(member.id, other.id), met(member.id, other.id)
        if #types > 0 then
          shares[#shares + 1] = t("consortium.linked", { name = other.actor.name, types = table.concat(types, ", ") })
        end
        if #events > 0 then
          shares[#shares + 1] = t("consortium.met", { name = other.actor.name, events = table.concat(events, ", ") })
        end
        if position < other_position then
          team.ties, team.meetings = team.ties + math.min(#types, 1), team.meetings + math.min(#events, 1)
        end
      end
    end
    team.shares[member.id] = shares
  end
  team.score = points.tie * team.ties + points.meeting * team.meetings
end

--- The teams with their members, the holder first; the best score first, then by the names of the members.
local function scored(positions, found, holder, limit)
  local list = {}
  for index, team in ipairs(positions) do
    local members, names = { holder }, {}
    for _, position in ipairs(team) do
      members[#members + 1] = found[position]
      names[#names + 1] = found[position].actor.name .. "\0" .. found[position].id
    end
    list[index] = { members = members, names = table.concat(names, "\0") }
  end
  local ids = members_of(list)
  local ties, met = ties_among(ids), meetings.shared(ids)
  for _, team in ipairs(list) do
    compare(team, ties, met)
  end
  labels.sort(list, function(team) return ("%04d"):format(9999 - team.score) .. team.names end)
  return table.move(list, 1, math.min(limit, #list), 1, {})
end

local function need_names(needs, set)
  local texts, list = { skill = labels.concepts("skill"), sector = labels.concepts("sector") }, {}
  for _, need in ipairs(needs) do
    if not set or set[need] then
      local scheme, code = need:match("^(%a+):(.+)$")
      list[#list + 1] = texts[scheme][code] or code
    end
  end
  return table.concat(list, ", ")
end

--- The needs that only one candidate brings.
local function rare(needs, found)
  local single = {}
  for _, need in ipairs(needs) do
    local count = 0
    for _, candidate in ipairs(found) do
      count = count + (candidate.brings[need] and 1 or 0)
    end
    single[need] = count == 1 or nil
  end
  return single
end

--- The reasons for a member, in words.
local function reasons(team, member, needs, single)
  local parts, alone = {}, {}
  for need in pairs(member.brings) do
    alone[need] = single[need]
  end
  if member.is_holder then
    parts[1] = t("consortium.holds")
  elseif next(alone) then
    parts[1] = t("consortium.only", { needs = need_names(needs, alone) })
  end
  if not member.is_holder then
    local description = member.actor.description
    parts[#parts + 1] = description and t("consortium.described", { text = description }) or t("consortium.recorded")
  end
  table.move(team.shares[member.id], 1, #team.shares[member.id], #parts + 1, parts)
  return table.concat(parts, " · ")
end

local function contact(actor)
  local site = actor.website
  return site and { text = site:gsub("^https?://", ""):gsub("/$", ""), url = site } or t("consortium.by_cluster")
end

local function team_title(number, team)
  return t("consortium.team", {
    number = number, score = team.score, ties = t("consortium.linked_pairs", { count = team.ties }),
    meetings = t("consortium.met_pairs", { count = team.meetings }),
  })
end

local function teams_table(doc, list, needs, single)
  local kinds, territories, rows = labels.concepts("actor-kind"), labels.territories(), {}
  for number, team in ipairs(list) do
    for _, member in ipairs(team.members) do
      local actor = member.actor
      rows[#rows + 1] = {
        team_title(number, team), actor.name, kinds[actor.kind], actor.city or territories[actor.territory] or "",
        member.is_holder and t("role.holder") or roles.of(actor.kind), need_names(needs, member.brings),
        reasons(team, member, needs, single), contact(actor),
      }
    end
  end
  doc:heading(t("consortium.teams"), 2)
  doc:table {
    columns = {
      t("consortium.team_column"), t("consortium.actor"), t("consortium.kind"), t("consortium.place"), t("consortium.role"),
      t("consortium.brings"), t("consortium.why"), t("consortium.contact"),
    },
    rows = rows, group = 1,
  }
  doc:note(t("consortium.score", { tie = points.tie, meeting = points.meeting }))
end

--- For each need the role and the number of candidates.
local function needs_table(doc, needs, found, holder)
  local rows = {}
  for position, need in ipairs(needs) do
    local by_role, count = {}, 0
    for _, candidate in ipairs(found) do
      if candidate.brings[need] then
        by_role[roles.of(candidate.actor.kind)], count = true, count + 1
      end
    end
    local names = {}
    for name in pairs(by_role) do
      names[#names + 1] = name
    end
    if holder and holder.brings[need] then
      table.insert(names, t("role.holder"))
    end
    rows[position] = { need_names { need }, count, #names > 0 and table.concat(labels.sort(names), ", ") or t("consortium.nobody") }
  end
  doc:heading(t("consortium.by_need"), 2)
  doc:table {
    columns = {
      t("consortium.need"), { t("consortium.candidates"), align = "right", kind = "integer" }, t("consortium.roles"),
    },
    rows = rows,
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

--- Counts the actors that bring a need and are of a kind that is not admitted, and names the option that admits them.
local function apart_table(doc, apart)
  if #apart == 0 then
    return
  end
  local texts, counts, codes, rows = labels.concepts("actor-kind"), {}, {}, {}
  for _, actor in ipairs(apart) do
    if not counts[actor.kind] then
      codes[#codes + 1] = actor.kind
    end
    counts[actor.kind] = (counts[actor.kind] or 0) + 1
  end
  labels.sort(codes, function(code) return texts[code] or code end)
  for position, code in ipairs(codes) do
    rows[position] = { texts[code] or code, counts[code] }
  end
  doc:heading(t("consortium.apart"), 2)
  doc:table { columns = { t("consortium.kind"), { t("consortium.count"), align = "right", kind = "integer" } }, rows = rows }
  doc:note(t("consortium.apart_note", { kinds = table.concat(codes, ",") }))
end

local function answer(doc, list, missing, is_possible, needs)
  if #missing > 0 then
    doc:note(t("consortium.missing", { needs = need_names(missing) }))
    doc:note(t("consortium.enter"))
  end
  if not is_possible and #missing < #needs then
    doc:note(t("consortium.too_large", { size = teams.size_max }))
  elseif #list > 0 then
    local members = t("consortium.members", { count = #list[1].members })
    local covered = t("consortium.all_needs", { count = #needs - #missing })
    doc:text(t("consortium.answer", { count = #list, members = members, needs = covered }))
  end
end

--- The holder of the project as a member of every team; nil without a project.
local function holder_of(project, needs)
  local actor = project and grappe.actors.get(project.holder)
  return actor and { id = actor.id, actor = actor, brings = candidates.brings(actor, needs), is_holder = true }
end

--- The needs that the holder does not bring itself.
local function open_needs(needs, holder)
  local open = {}
  for _, need in ipairs(needs) do
    if not (holder and holder.brings[need]) then
      open[#open + 1] = need
    end
  end
  return open
end

local function without(list, id)
  local kept = {}
  for _, candidate in ipairs(list) do
    if candidate.id ~= id then
      kept[#kept + 1] = candidate
    end
  end
  return kept
end

--- Returns the candidates, the teams, the needs that nobody brings, whether a team can be had, and those left aside.
local function search(needs, params, holder)
  local open = open_needs(needs, holder)
  local found, left_out, apart, no_consent = candidates.find(needs, params)
  found = holder and without(found, holder.id) or found
  local positions, missing, is_possible = teams.smallest(open, found, math.max(compared, params.limit))
  if holder and #open == 0 then
    positions = { {} }
  end
  local aside = { named = left_out, apart = apart, count = no_consent }
  return found, scored(positions, found, holder, params.limit), missing, is_possible, aside
end

local function cite(doc, found, holder)
  local cited = { holder and holder.actor }
  for _, candidate in ipairs(found) do
    cited[#cited + 1] = candidate.actor
  end
  sources.cite(doc, cited)
end

--- Writes the report; `params` holds `project` or `skills` and `sectors`, `territory`, `kinds`, `staff_min` and `limit`.
function consortium.run(params, doc)
  local project = params.project and grappe.projects.get(params.project)
  local needs = candidates.needs(params, project)
  if #needs == 0 then
    doc:note(t(project and "consortium.project_without_needs" or "consortium.ask"))
    return
  end
  if #needs > teams.needs_max then
    doc:note(t("consortium.too_many", { count = #needs, max = teams.needs_max }))
    return
  end
  if size.is_too_large(doc, candidates.filter(needs, params), "--territory, --sectors, --skills") then
    return
  end
  local holder = holder_of(project, needs)
  local found, list, missing, is_possible, aside = search(needs, params, holder)
  doc:text(t("consortium.needs", { needs = need_names(needs) }))
  doc:figures {
    labels.figure("consortium.needed", #needs),
    labels.figure("consortium.covered", #needs - #missing),
    labels.figure("consortium.candidates_count", #found),
    { label = t("consortium.size"), value = list[1] and #list[1].members or 0 },
  }
  answer(doc, list, missing, is_possible, needs)
  needs_table(doc, needs, found, holder)
  if #list > 0 then
    teams_table(doc, list, needs, rare(needs, found))
  end
  left_out_table(doc, aside.named)
  if aside.count > 0 then
    doc:note(t("consortium.no_consent", { count = aside.count }))
  end
  apart_table(doc, aside.apart)
  doc:note(t("consortium.declared"))
  cite(doc, found, holder)
end

return consortium
