-- The network around one territory: its actors, all they are tied to, and the ties between them.
--
--     grappe script docs/examples/network.lua --territory LU --format html -o network.html
local params = grappe.params {
  territory = { type = "text", default = "LU", label = { fr = "Le code du territoire", en = "The code of the territory" } },
}

local nodes, known = {}, {}
for actor in grappe.actors.each { territory = params.territory } do
  nodes[#nodes + 1], known[actor.id] = { id = actor.id, label = actor.name, group = "Territoire" }, true
end

--- The name of a record of any kind that a tie leads to.
local function name_of(id)
  for _, collection in ipairs { grappe.actors, grappe.events, grappe.programmes, grappe.calls } do
    local record = collection.get(id)
    if record then
      return record.name
    end
  end
  return id
end

local edges = {}
for relation in grappe.relations.each() do
  if known[relation.from] or known[relation.to] then
    for _, id in ipairs { relation.from, relation.to } do
      if not known[id] then
        nodes[#nodes + 1], known[id] = { id = id, label = name_of(id), group = "Ailleurs" }, "outside"
      end
    end
    edges[#edges + 1] = { from = relation.from, to = relation.to, label = relation.type }
  end
end

local doc = grappe.document { title = "Réseau", subtitle = params.territory }
doc:network { title = "Qui est relié à qui", nodes = nodes, edges = edges, groups = { "Territoire", "Ailleurs" } }
