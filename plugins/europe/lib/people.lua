-- Lists of persons for a purpose. The host leaves out whoever has not consented to it; each list tells how many, never who.
local labels = require "lib.labels"

local people = {}

local t = grappe.t

--- The columns of each list: only what the purpose needs.
local columns = {
  directory = { "name", "organisation", "title", "city" },
  newsletter = { "name", "email", "languages" },
  invitations = { "name", "email", "organisation" },
  matchmaking = { "name", "organisation", "skills", "city" },
  photos = { "name", "organisation" },
  transfer = { "name", "email", "organisation" },
}

--- The purposes, in the order in which a list of them is read.
people.purposes = { "directory", "newsletter", "invitations", "matchmaking", "photos", "transfer" }

--- Returns the ids of the persons who registered for an event, cancelled ones left out.
local function registered(event)
  local ids, seen = {}, {}
  for registration in grappe.registrations.each { event = event, status = { ne = "cancelled" } } do
    if not seen[registration.participant] then
      seen[registration.participant], ids[#ids + 1] = true, registration.participant
    end
  end
  return ids
end

local function filter_of(params)
  local filter = { territory = params.territory }
  if params.event then
    filter.id = registered(params.event)
  end
  return filter
end

--- Reads the current affiliations of persons: the name of the actor and the title, the main one first.
local function affiliations(persons, day)
  local ids, by_person = {}, {}
  for position, person in ipairs(persons) do
    ids[position] = person.id
  end
  if #ids == 0 then
    return by_person
  end
  local actors, names = {}, {}
  for affiliation in grappe.affiliations.each({ person = ids }, { order = { "-primary", "id" } }) do
    if not (affiliation["end"] and affiliation["end"] < day:sub(1, #affiliation["end"])) and not by_person[affiliation.person] then
      by_person[affiliation.person], actors[#actors + 1] = affiliation, affiliation.actor
    end
  end
  if #actors > 0 then
    for actor in grappe.actors.each({ id = actors }, { fields = { "name" } }) do
      names[actor.id] = actor.name
    end
  end
  for _, affiliation in pairs(by_person) do
    affiliation.name = names[affiliation.actor]
  end
  return by_person
end

local function cells(person, affiliation, wanted, skills)
  local row = {}
  for position, column in ipairs(wanted) do
    local value = person[column]
    if column == "organisation" then
      value = affiliation and affiliation.name
    elseif column == "title" then
      value = affiliation and affiliation.title
    elseif column == "skills" then
      local names = {}
      for place, code in ipairs(person.skills or {}) do
        names[place] = skills[code] or code
      end
      value = table.concat(names, ", ")
    elseif column == "languages" then
      value = table.concat(person.languages or {}, ", ")
    end
    row[position] = value or ""
  end
  return row
end

--- Writes the list of the persons of one purpose; `params` may hold `territory` and `event`.
function people.run(purpose, params, doc)
  local filter, wanted = filter_of(params), columns[purpose]
  local persons, left_out = {}, 0
  if not (filter.id and #filter.id == 0) then
    persons = grappe.persons.find(filter, { purpose = purpose, order = { "family_name", "name" } })
    left_out = grappe.persons.count(filter) - #persons
  end
  local by_person, skills, rows = affiliations(persons, grappe.today()), labels.concepts("skill"), {}
  for position, person in ipairs(persons) do
    rows[position] = cells(person, by_person[person.id], wanted, skills)
  end
  local titles = {}
  for position, column in ipairs(wanted) do
    titles[position] = t("people." .. (column == "title" and "title_column" or column))
  end
  doc:title(t("people.title", { purpose = grappe.label(purpose, "purpose") }))
  doc:figures { { label = t("people.listed"), value = #persons }, { label = t("people.left_out"), value = left_out } }
  doc:table { columns = titles, rows = rows, empty = t("people.none") }
  doc:note(t("people.method"))
end

return people
