-- The candidates of a consortium: real actors of an admitted kind that bring at least one of the needs.
local labels = require "europe.lib.labels"
local roles = require "lib.roles"
local scope = require "europe.lib.scope"

local candidates = {}

local t = grappe.t

--- Returns the needs asked for and those of the project, each once, as "skill:CODE" and "sector:CODE".
function candidates.needs(params, project)
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

--- Returns the needs that `actor` brings, as a set, and their number.
function candidates.brings(actor, needs)
  local has, set, count = {}, {}, 0
  for _, scheme in ipairs { "skill", "sector" } do
    for _, code in ipairs(actor[scheme .. "s"] or {}) do
      has[scheme .. ":" .. code] = true
    end
  end
  for _, need in ipairs(needs) do
    if has[need] then
      set[need], count = true, count + 1
    end
  end
  return set, count
end

--- Returns the codes of the needs of a scheme.
local function codes_of(needs, scheme)
  local codes = {}
  for _, need in ipairs(needs) do
    codes[#codes + 1] = need:match("^" .. scheme .. ":(.+)$")
  end
  return codes
end

--- Returns the filter of the actors that bring one of the needs.
function candidates.filter(needs, params)
  local skills, sectors, any = codes_of(needs, "skill"), codes_of(needs, "sector"), {}
  if #skills > 0 then
    any[#any + 1] = { skills = { has = skills } }
  end
  if #sectors > 0 then
    any[#any + 1] = { sectors = { has = sectors } }
  end
  local filter = scope.real { territory = params.territory }
  filter.any = any
  return filter
end

--- The staff in the latest figures of each actor.
local function staff_of(actors)
  local ids, staff = {}, {}
  for position, actor in ipairs(actors) do
    ids[position] = actor.id
  end
  for figure in grappe.figures.each({ actor = ids, staff = { present = true } }, { order = { "year" } }) do
    staff[figure.actor] = figure.staff
  end
  return staff
end

local function is_gone(actor)
  return actor.dissolved or actor["luxembourg.ror_status"] == "inactive" or actor.standing == "proposed"
end

--- The reason why an actor is no candidate; nil when it is one.
local function refusal(actor, least, staff)
  if is_gone(actor) then
    return t("consortium.gone")
  end
  if least and not staff then
    return t("consortium.staff_unknown")
  end
  if least and staff < least then
    return t("consortium.staff_low", { staff = ("%g"):format(staff) })
  end
end

local function admitted(kinds)
  local set = {}
  for _, kind in ipairs(kinds or roles.kinds) do
    set[kind] = true
  end
  return set
end

--- Finds who brings the needs. Returns the candidates (most needs first, then by name and id), those left out with the reason, the
--- actors of a kind that is not admitted, and the number of those who have not consented to matchmaking.
function candidates.find(needs, params)
  local filter = candidates.filter(needs, params)
  local actors = grappe.actors.find(filter, { purpose = "matchmaking" })
  local staff = params.staff_min and staff_of(actors) or {}
  local kinds, found, left_out, apart = admitted(params.kinds), {}, {}, {}
  for _, actor in ipairs(actors) do
    local set, count = candidates.brings(actor, needs)
    local reason = refusal(actor, params.staff_min, staff[actor.id])
    if not kinds[actor.kind] then
      apart[#apart + 1] = actor
    elseif reason then
      left_out[#left_out + 1] = { actor = actor, reason = reason }
    else
      found[#found + 1] = { id = actor.id, actor = actor, brings = set, count = count }
    end
  end
  labels.sort(found, function(one) return ("%04d"):format(9999 - one.count) .. one.actor.name .. "\0" .. one.id end)
  return found, left_out, apart, grappe.actors.count(filter) - #actors
end

return candidates
