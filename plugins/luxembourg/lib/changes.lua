-- What changed in a network since a date: new actors, new ties, ties that ended, by the dates of the records.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local years = require "europe.lib.years"

local changes = {}

local t = grappe.t
--- Number of lines shown of each sort of change.
local shown = 20

--- Whether a date of any precision lies in the days from `since` to `today`, as far as it says.
local function is_within(date, since, today)
  return date ~= nil and date >= since:sub(1, #date) and date <= today:sub(1, #date)
end

local function added(record, since)
  return record.created_at:sub(1, 10) >= since
end

--- Sorts the ties of `by_id` by what happened to them: `began` (a new record, or a beginning in the time) and `ended`.
local function sorted(relations, since, today)
  local began, ended = {}, {}
  for _, relation in ipairs(relations) do
    if is_within(relation["end"], since, today) then
      ended[#ended + 1] = relation
    elseif is_within(relation.start, since, today) or not relation.start and added(relation, since) then
      began[#began + 1] = relation
    end
  end
  return began, ended
end

local function list(doc, title, lines)
  if #lines == 0 then
    return
  end
  labels.sort(lines)
  local items = table.move(lines, 1, math.min(#lines, shown), 1, {})
  if #lines > shown then
    items[#items + 1] = t("changes.more", { count = #lines - shown })
  end
  doc:heading(title, 3)
  doc:list(items)
end

local function tie_lines(relations, names)
  local texts, lines = labels.concepts("relation-type"), {}
  for position, relation in ipairs(relations) do
    lines[position] = ("%s – %s – %s"):format(
      names[relation.from] or relation.from, texts[relation.type] or relation.type, names[relation.to] or relation.to)
  end
  return lines
end

--- Returns the working ties that ended or exist, with an actor of `by_id` at one end.
local function all_ties(by_id)
  local ids = {}
  for id in pairs(by_id) do
    ids[#ids + 1] = id
  end
  return size.relations_of(ids, scope.ties, { standing = "existing" })
end

--- Writes the changes from `since` to today of the actors of `by_id`; `names_of` gives the names of both ends of relations, by id.
function changes.section(doc, since, by_id, names_of)
  local today, new_actors = grappe.today(), {}
  for _, actor in pairs(by_id) do
    new_actors[#new_actors + 1] = added(actor, since) and actor.name or nil
  end
  local ties = all_ties(by_id)
  local began, ended = sorted(ties, since, today)
  local names = names_of(ties, by_id)
  doc:heading(t("changes.title", { date = years.day(since) }), 2)
  doc:figures {
    labels.figure("changes.actors_count", #new_actors),
    labels.figure("changes.began_count", #began),
    labels.figure("changes.ended_count", #ended),
  }
  list(doc, t("changes.actors"), new_actors)
  list(doc, t("changes.began"), tie_lines(began, names))
  list(doc, t("changes.ended"), tie_lines(ended, names))
  doc:note(t("changes.method"))
end

return changes
