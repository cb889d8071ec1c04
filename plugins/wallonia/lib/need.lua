-- A company's need for a skill, published: the beginning of a short training that answers it.
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local skills = require "lib.skills"

local besoin = {}

local function add_teachers(list, seen, skill, sort)
  for training in grappe.trainings.each(scope.real { skills = { has = skill }, standing = "existing" }) do
    if not seen[training.id] then
      seen[training.id] = true
      list[#list + 1] = { training = training.title, provider = training.provider, city = training.city, match = sort }
    end
  end
end

--- Puts the names of the providers in the place of their ids.
local function name_providers(list)
  local ids = {}
  for _, entry in ipairs(list) do
    ids[#ids + 1] = entry.provider
  end
  local actors = size.by_id(grappe.actors, ids, { "id", "name" })
  for _, entry in ipairs(list) do
    entry.provider = actors[entry.provider] and actors[entry.provider].name
  end
  return list
end

--- Returns the existing trainings that teach the skill, then those on a narrower or a broader one.
local function teachers(skill)
  local list, seen = {}, {}
  add_teachers(list, seen, skill, grappe.t("besoin.exact"))
  for _, near in ipairs(skills.near(skills.graph(), skill)) do
    add_teachers(list, seen, near.code, grappe.t("besoin." .. near.sort))
  end
  return name_providers(list)
end

--- Adds the need; returns it with the trainings that teach the skill today.
function besoin.publish(params)
  local actor = grappe.actors.get(params.actor)
  local need = grappe.skill_needs.add {
    skill = params.skill, actor = params.actor, count = params.count, urgency = params.urgency, since = grappe.today(),
    territory = actor.territory,
  }
  return { id = need.id, actor = actor.name, skill = need.skill, since = need.since, taught_by = teachers(need.skill) }
end

return besoin
