-- The broader and the narrower skills: a training on one answers in part a need for the other.
local skills = {}

local prefix = "skill:"

local function link(graph, narrow, broad)
  graph.broader[narrow] = graph.broader[narrow] or {}
  graph.narrower[broad] = graph.narrower[broad] or {}
  table.insert(graph.broader[narrow], broad)
  table.insert(graph.narrower[broad], narrow)
end

--- Reads the relations between skills: `europe.broader`, and a parent that is itself a skill.
function skills.graph()
  local graph = { broader = {}, narrower = {} }
  for concept in grappe.concepts.each { scheme = "skill" } do
    for _, code in ipairs(concept["europe.broader"] or {}) do
      link(graph, concept.code, code)
    end
    if concept.parent and concept.parent:sub(1, #prefix) == prefix then
      link(graph, concept.code, concept.parent:sub(#prefix + 1))
    end
  end
  return graph
end

--- Adds to `found` the codes that `edges` reach from `code`, the nearest first.
local function reach(edges, code, sort, found, seen)
  local queue, first = { code }, 1
  while queue[first] do
    for _, other in ipairs(edges[queue[first]] or {}) do
      if not seen[other] then
        seen[other] = true
        queue[#queue + 1], found[#found + 1] = other, { code = other, sort = sort }
      end
    end
    first = first + 1
  end
end

--- Returns the skills near `code`, each with its `sort`: "narrower" or "broader". Siblings are not near.
function skills.near(graph, code)
  local found, seen = {}, { [code] = true }
  reach(graph.narrower, code, "narrower", found, seen)
  reach(graph.broader, code, "broader", found, seen)
  return found
end

return skills
