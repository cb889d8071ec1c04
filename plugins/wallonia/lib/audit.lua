-- The gaps of the map: the actors of Belgium with a missing piece of information.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"

local audit = {}

local checks = { "family", "sector", "city", "province", "website", "founded", "description", "identifier", "tie" }

local function is_empty(list)
  return #(list or {}) == 0
end

--- The ids found in `field` of the records of a collection.
local function ids_in(collection, fields)
  local ids = {}
  for record in collection.each({}, { fields = fields }) do
    for _, field in ipairs(fields) do
      ids[record[field]] = true
    end
  end
  return ids
end

local function tests()
  local identified = ids_in(grappe.identifiers, { "actor" })
  local tied = ids_in(grappe.relations, { "from", "to" })
  return {
    family = function(actor) return is_empty(actor.categories) end,
    sector = function(actor) return is_empty(actor.sectors) end,
    city = function(actor) return not actor.city end,
    province = function(actor) return actor.territory == "BE" or actor.territory == "BE-WAL" end,
    website = function(actor) return not actor.website end,
    founded = function(actor) return not actor.founded end,
    description = function(actor) return not actor.description end,
    identifier = function(actor) return not identified[actor.id] end,
    tie = function(actor) return not tied[actor.id] end,
  }
end

local function missing(actors, lacks)
  local found = {}
  for _, actor in ipairs(actors) do
    if lacks(actor) then
      found[#found + 1] = { id = actor.id, name = actor.name, kind = actor.kind }
    end
  end
  return labels.sort(found, function(actor) return actor.name end)
end

--- The real actors of Belgium. Raises where there are more than can be gone through.
local function find()
  local filter = scope.real { territory = "BE" }
  local number = grappe.actors.count(filter)
  if number > size.actors_max then
    error(grappe.t("audit.too_large", { count = number, most = size.actors_max }), 0)
  end
  return grappe.actors.find(filter)
end

--- The result of each check: its name in words, the number of actors found and the total.
function audit.summary()
  local actors, lacking, rows = find(), tests(), {}
  for position, check in ipairs(checks) do
    rows[position] = {
      check = check, label = grappe.t("audit." .. check),
      missing = #missing(actors, lacking[check]), of = #actors,
    }
  end
  return rows
end

--- The actors that one check finds, in order of name.
function audit.list(check)
  return missing(find(), tests()[check])
end

return audit
