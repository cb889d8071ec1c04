-- The role of an actor in a consortium, from its kind. Kinds that accompany, train, finance or administer carry no need of a project
-- unless they are asked for.
local roles = {}

local working = {
  production = { "company", "freelancer", "nonprofit", "association" },
  research = { "research-centre", "university", "college", "living-lab" },
  prototyping = { "fablab" },
  showing = { "media", "venue", "museum", "cultural-centre", "festival-organiser", "organiser" },
}

local by_kind, kinds = {}, {}
for role, list in pairs(working) do
  for _, kind in ipairs(list) do
    by_kind[kind], kinds[#kinds + 1] = role, kind
  end
end
table.sort(kinds)

--- The kinds admitted when none are asked for, in order.
roles.kinds = kinds

--- Returns the name of the role of a kind of actor.
function roles.of(kind)
  return grappe.t("role." .. (by_kind[kind] or "other"))
end

return roles
