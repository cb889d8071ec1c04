-- The records a report counts and concludes from. Invented examples never count; conclusions are drawn from the actors of the
-- creative sector only, and the other actors are counted apart.
local scope = {}

local invented = "illustratif"
local creative

--- Ties of belonging (a department of its university, an address, a former name): they say how organisations are built, not
--- that two of them work together.
scope.structural = { "part-of", "located-in", "successor-of", "controls" }

--- Number of ties below which an index or a ranking says nothing.
scope.enough = 10

local function copy(filter)
  local result = {}
  for key, value in pairs(filter or {}) do
    result[key] = value
  end
  return result
end

--- Returns `filter` without the invented examples.
function scope.real(filter)
  local result = copy(filter)
  result.none = table.move(result.none or {}, 1, #(result.none or {}), 1, {})
  table.insert(result.none, { source = invented })
  return result
end

--- Returns the codes of the creative sectors: those that `europe.general` does not mark as a sector of the whole economy.
local function creative_sectors()
  if not creative then
    creative = {}
    for sector in grappe.concepts.each { scheme = "sector" } do
      if not sector["europe.general"] then
        creative[#creative + 1] = sector.code
      end
    end
  end
  return creative
end

--- Returns the two marks of the sector, each with the alternatives that the filter has already.
local function marks(alternatives)
  return {
    { categories = { present = true }, any = alternatives },
    { sectors = { has = creative_sectors() }, any = alternatives },
  }
end

--- Returns `filter` limited to the actors of the creative sector: a family of the map, or a creative sector, is on their record.
function scope.sector(filter)
  local result = scope.real(filter)
  result.any = marks(result.any)
  return result
end

--- Returns `filter` limited to the other actors.
function scope.outside(filter)
  local result = scope.real(filter)
  for _, mark in ipairs(marks()) do
    table.insert(result.none, mark)
  end
  return result
end

--- Returns a filter of relations without the invented and the structural ones.
function scope.ties(filter)
  local result = scope.real(filter)
  table.insert(result.none, { type = scope.structural })
  return result
end

--- Writes how many existing actors have no territory, so that no report on a territory holds them.
local function note_unplaced(doc)
  local count = grappe.actors.count(scope.real { territory = { present = false }, standing = "existing" })
  if count > 0 then
    doc:note(grappe.t("scope.unplaced", { count = count }))
  end
end

--- Writes the scope with its number, and how many actors of `filter` are counted apart, then those without a territory where
--- `filter` asks for one; returns the numbers inside and outside of the scope.
function scope.note(doc, filter)
  local inside, outside = grappe.actors.count(scope.sector(filter)), grappe.actors.count(scope.outside(filter))
  local apart = scope.outside(filter)
  apart.source = "ROR"
  doc:note(grappe.t("scope.note", { count = inside, others = outside, register = grappe.actors.count(apart) }))
  if filter and filter.territory then
    note_unplaced(doc)
  end
  return inside, outside
end

return scope
