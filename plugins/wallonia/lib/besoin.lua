-- A company's need for a skill, published: the beginning of a short training that answers it.
local besoin = {}

local function teachers(skill)
  local list = {}
  for training in grappe.trainings.each { skills = { has = skill } } do
    local provider = training.provider and grappe.actors.get(training.provider)
    list[#list + 1] = { training = training.title, provider = provider and provider.name, city = training.city }
  end
  return list
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
