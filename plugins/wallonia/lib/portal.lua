-- The portal: the label wake! and its community, the form to join it, and the card on an actor.
local community = require "lib.community"
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"

local portal = {}

local t = grappe.t
local own_label, own_community = "label-wake", "wake-by-digital-wallonia"
local membership = { "member-of", "steering-committee-member-of" }

--- The actors that hold the label on `day`, by name.
local function holders(day)
  local ids, list = {}, {}
  for award in grappe.label_awards.each(scope.real { label = own_label, standing = "existing" }) do
    if award.issued <= day and (not award.expires or award.expires >= day) then
      ids[#ids + 1] = award.actor
    end
  end
  for _, actor in ipairs(#ids > 0 and grappe.actors.get(ids) or {}) do
    list[#list + 1] = actor
  end
  return labels.sort(list, function(actor) return actor.name end)
end

--- The actors that belong to the community, by name.
local function members()
  local ids = {}
  for tie in grappe.relations.each(scope.real { to = own_community, type = membership, standing = "existing" }) do
    ids[#ids + 1] = tie.from
  end
  local list = #ids > 0 and grappe.actors.get(ids) or {}
  return labels.sort(list, function(actor) return actor.name end)
end

local function links(list)
  local kinds, result = labels.concepts("actor-kind"), {}
  for position, actor in ipairs(list) do
    result[position] = { text = actor.name, entity = "actor", id = actor.id, note = kinds[actor.kind] }
  end
  return result
end

--- Builds the page of the label and its community.
function portal.label(_, doc)
  local label = grappe.labels.get(own_label)
  if not label then
    return false
  end
  local with, together = holders(grappe.today()), members()
  doc:title(labels.text(label.name))
  if label.description then
    doc:text(label.description)
  end
  doc:figures {
    labels.figure("portail.holders_count", #with), labels.figure("portail.members_count", #together),
  }
  doc:heading(t("portail.holders"))
  if #with > 0 then
    doc:links(links(with))
  else
    doc:text(t("portail.no_holder"))
  end
  doc:heading(t("portail.members"))
  doc:links(links(together))
  doc:heading(t("portail.further"))
  doc:links { { text = t("portail.report"), report = "communaute" } }
  doc:form("rejoindre")
end

--- The Belgian actor of that name; nil when none is found.
local function known(name)
  return grappe.actors.first { name = name, territory = "BE" }
end

--- Records the wish to join: a tie of a known actor, or else a new actor. What the public sends waits as a proposal.
function portal.join(values)
  local actor = known(values.organisation)
  if not actor then
    if not values.kind then
      return { errors = { kind = t("portail.kind_needed") } }
    end
    grappe.actors.add {
      name = values.organisation, kind = values.kind, city = values.city, territory = "BE", source = t("portail.source"),
      description = values.message,
    }
    return { to = "label" }
  end
  if grappe.relations.count { from = actor.id, to = own_community, type = membership } > 0 then
    return { errors = { organisation = t("portail.already") } }
  end
  grappe.relations.add {
    from = actor.id, to = own_community, type = "member-of", source = t("portail.source"), note = values.message,
  }
  return { to = "label" }
end

--- Says on an actor's page whether it holds the label, and since when it belongs to the community.
function portal.card(actor, doc)
  local day, parts = grappe.today(), {}
  local award = community.current_award(own_label, actor.id, day)
  if award and award.standing == "existing" then
    parts[#parts + 1] = t(award.expires and "portail.holds_until" or "portail.holds", { since = award.issued, expires = award.expires })
  end
  for _, tie in ipairs(grappe.relations.find { from = actor.id, to = own_community, type = membership, standing = "existing" }) do
    parts[#parts + 1] = t("portail.tie_" .. (tie.type == "member-of" and "member" or "committee"))
  end
  if #parts == 0 then
    return false
  end
  doc:list(parts)
  doc:links { { text = t("portail.about"), page = "label" } }
end

return portal
