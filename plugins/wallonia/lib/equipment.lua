-- The shared equipment: what there is, where, at whose place, and what is planned.
local labels = require "europe.lib.labels"
local places = require "europe.lib.places"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local equipements = {}

local t = grappe.t

local function find(params)
  local filter = places.filter(grappe.territories.get(params.territory or "BE"))
  filter["wallonia.equipment"] = params.equipment and { has = params.equipment } or { present = true }
  return grappe.actors.find(scope.real(filter), { order = "name" })
end

--- The actor in whose place each of the actors is located, by name.
local function hosts(actors)
  local ids, names = {}, {}
  for position, actor in ipairs(actors) do
    ids[position] = actor.id
  end
  if #ids == 0 then
    return names
  end
  local places_of, host_ids = {}, {}
  for relation in grappe.relations.each(scope.real { from = ids, type = "located-in" }) do
    places_of[relation.from], host_ids[#host_ids + 1] = relation.to, relation.to
  end
  local found = size.by_id(grappe.actors, host_ids, { "id", "name" })
  for actor, host in pairs(places_of) do
    names[actor] = found[host] and found[host].name
  end
  return names
end

local function wanted(equipment, params)
  return not params.equipment or equipment == params.equipment
end

--- One row for each equipment of each actor.
local function rows_of(actors, params)
  local types, territories, at, rows = labels.concepts("wallonia-equipment"), labels.territories(), hosts(actors), {}
  for _, actor in ipairs(actors) do
    for _, equipment in ipairs(actor["wallonia.equipment"]) do
      if wanted(equipment, params) then
        rows[#rows + 1] = {
          types[equipment] or equipment, actor.name, at[actor.id] or "", actor.city or territories[actor.territory] or "",
          actor["wallonia.surface"] or "", t("equipements." .. actor.standing), actor["wallonia.equipment_locator"] or "",
        }
      end
    end
  end
  return labels.sort(rows, function(row) return row[1] .. "\0" .. row[2] end)
end

local function figures(doc, actors, rows)
  local planned, surface, state = 0, 0, t("equipements.proposed")
  for _, row in ipairs(rows) do
    planned = planned + (row[6] == state and 1 or 0)
  end
  for _, actor in ipairs(actors) do
    surface = surface + (actor.standing == "existing" and actor["wallonia.surface"] or 0)
  end
  doc:figures {
    labels.figure("equipements.in_service", #rows - planned),
    { label = t("equipements.planned"), value = planned },
    labels.figure("equipements.bodies", #actors),
    { label = t("equipements.known_surface"), value = math.tointeger(surface) or surface, unit = "m²" },
  }
end

--- Writes the report; `params` may hold `equipment` and `territory` (Belgium, if left out).
function equipements.run(params, doc)
  local actors = find(params)
  local rows = rows_of(actors, params)
  if #rows == 0 then
    doc:note(t("equipements.nothing"))
    doc:note(t("equipements.enter"))
    return
  end
  figures(doc, actors, rows)
  doc:table {
    columns = {
      t("equipements.equipment"), t("equipements.body"), t("equipements.host"), t("equipements.place"),
      { t("equipements.surface"), align = "right", kind = "number" }, t("equipements.state"), t("equipements.where"),
    },
    rows = rows, group = 1,
  }
  doc:note(t("equipements.missing"))
  doc:note(t("equipements.enter"))
  sources.cite(doc, actors)
end

return equipements
