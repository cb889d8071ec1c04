-- What lies in a territory, whatever classification a record is filed under: the territory and its descendants, the territories
-- it is made of, and the towns of a territory whose code no record bears.
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

return places
