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

--- Returns the conditions, one of which a record in any of the territories meets.
function places.within_any(territories)
  local alternatives = {}
  for _, territory in ipairs(territories) do
    local conditions = places.within(territory)
    table.move(conditions, 1, #conditions, #alternatives + 1, alternatives)
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

--- Returns the nearest territory around each, itself included, whose scheme matches `pattern`; nil where there is none.
function places.nearest(pattern)
  local parents, schemes, nearest = {}, {}, {}
  for territory in grappe.territories.each({}, { fields = { "id", "scheme", "parent" } }) do
    parents[territory.id], schemes[territory.id] = territory.parent, territory.scheme
  end
  for id in pairs(schemes) do
    local around = id
    while around and not schemes[around]:find(pattern) do
      around = parents[around]
    end
    nearest[id] = around
  end
  return nearest
end

--- Counts the records that a filter selects by territory and town, in one query whatever the number of territories asked about.
--- `places.counted` reads the result.
function places.census(collection, filter)
  local census = { parents = {}, groups = collection.group(filter, { by = { "territory", "city" } }) }
  for territory in grappe.territories.each({}, { fields = { "id", "parent" } }) do
    census.parents[territory.id] = territory.parent
  end
  return census
end

--- Whether a value is the one wanted, or one of the list of them.
local function is_wanted(value, wanted)
  if type(wanted) ~= "table" then
    return value == wanted
  end
  for _, one in ipairs(wanted) do
    if value == one then
      return true
    end
  end
  return false
end

--- Whether the records of a group meet one condition of `places.within`.
local function meets(group, condition, parents)
  if condition.city and not is_wanted(group.city, condition.city) then
    return false
  end
  local around = group.territory
  while around and not is_wanted(around, condition.territory) do
    around = parents[around]
  end
  return around ~= nil
end

--- Returns the number of records of a census that lie in a territory: as many as `places.filter` selects.
function places.counted(census, territory)
  local number, conditions = 0, places.within(territory)
  for _, group in ipairs(census.groups) do
    for _, condition in ipairs(conditions) do
      if meets(group, condition, census.parents) then
        number = number + group.count
        break
      end
    end
  end
  return number
end

return places
