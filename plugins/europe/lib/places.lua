-- What lies in a territory, whatever classification a record is filed under: the territory and its descendants, the territories
-- it is made of, and the towns of a territory whose code no record bears.
local labels = require "lib.labels"

local places = {}

--- Returns the conditions, one of which a record in `territory` (a record of `grappe.territories`) meets.
function places.within(territory)
  local alternatives = { { territory = territory.id } }
  if territory["europe.members"] then
    table.insert(alternatives, { territory = territory["europe.members"] })
  end
  if territory["europe.cities"] then
    table.insert(alternatives, { territory = territory.parent, city = territory["europe.cities"] })
  end
  return alternatives
end

--- Returns a filter for the records in the territory.
function places.filter(territory)
  return { any = places.within(territory) }
end

--- Returns the spellings of a town on the records of a collection that differ from `name` by case and accents only; `name` itself when
--- a record spells it so, or none does.
function places.spellings(collection, name)
  if not name or collection.count { city = name } > 0 then
    return name
  end
  local key, found = labels.sort_key(name), {}
  for _, group in ipairs(collection.group({ city = { present = true } }, { by = { "city" } })) do
    found[#found + 1] = labels.sort_key(group.city) == key and group.city or nil
  end
  return #found > 0 and found or name
end

--- Returns the nearest ISO territory of each territory: a province for its NUTS code or one of its towns, itself for an ISO code.
function places.iso()
  local parents, schemes, nearest = {}, {}, {}
  for territory in grappe.territories.each({}, { fields = { "id", "scheme", "parent" } }) do
    parents[territory.id], schemes[territory.id] = territory.parent, territory.scheme
  end
  for id in pairs(schemes) do
    local around = id
    while around and not schemes[around]:find("^iso") do
      around = parents[around]
    end
    nearest[id] = around or id
  end
  return nearest
end

return places
