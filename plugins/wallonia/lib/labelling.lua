-- Giving and withdrawing labels.
local communaute = require "lib.community"

local labelling = {}

local own_label = "label-wake"

local function give(params, day)
  local award = communaute.current_award(params.label, params.actor, day)
  if award then
    return params.expires and grappe.label_awards.set(award.id, { expires = params.expires }) or award
  end
  return grappe.label_awards.add {
    label = params.label, actor = params.actor, issued = day, expires = params.expires,
  }
end

local function withdraw(params, day)
  local award = communaute.current_award(params.label, params.actor, day)
  return award and grappe.label_awards.set(award.id, { expires = day })
end

--- Gives or withdraws the label and returns its state; the wake! label also marks the actor.
function labelling.set(params)
  local day = grappe.today()
  local award = params.given and give(params, day) or withdraw(params, day)
  if params.label == own_label then
    grappe.actors.set(params.actor, { ["wallonia.label"] = params.given })
  end
  local actor = grappe.actors.get(params.actor)
  return {
    id = actor.id, name = actor.name, label = params.label, given = params.given, issued = award and award.issued,
    expires = award and award.expires,
  }
end

return labelling
