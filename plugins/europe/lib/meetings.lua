-- Meetings that actors attended together, from the registrations marked as attended.
local meetings = {}

--- A person attends for the organisation she registered for.
local function attendance(ids)
  local by_actor, events = {}, {}
  for registration in grappe.registrations.each { any = { { participant = ids }, { organisation = ids } }, status = "attended" } do
    for _, actor in ipairs { registration.participant, registration.organisation } do
      by_actor[actor] = by_actor[actor] or {}
      by_actor[actor][registration.event], events[registration.event] = true, true
    end
  end
  return by_actor, events
end

local function names_of(events)
  local ids, names = {}, {}
  for id in pairs(events) do
    ids[#ids + 1] = id
  end
  if #ids > 0 then
    table.sort(ids)
    for event in grappe.events.each({ id = ids }, { fields = { "id", "name" } }) do
      names[event.id] = event.name
    end
  end
  return names
end

--- Reads the attendance of the actors `ids` once; returns a function of two of them that lists the names of the events both attended,
--- in order.
function meetings.shared(ids)
  if #ids == 0 then
    return function() return {} end
  end
  local by_actor, events = attendance(ids)
  local names = names_of(events)
  return function(first, second)
    local list = {}
    for event in pairs(by_actor[first] or {}) do
      if by_actor[second] and by_actor[second][event] then
        list[#list + 1] = names[event] or event
      end
    end
    table.sort(list)
    return list
  end
end

return meetings
