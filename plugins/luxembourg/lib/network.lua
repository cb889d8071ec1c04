-- The network of a region: its working ties, and the best-connected actors of the sector with their neighbours. The other actors are
-- ranked apart, and ties of belonging, most of them from the research register, are counted apart.
local changes = require "lib.changes"
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local reseau = {}

local t = grappe.t
--- Number of nodes drawn.
local nodes_max = 200

local collections = { "actors", "events", "programmes", "calls", "projects" }

--- Ties without a direction: they read the same from both ends.
local mutual = { ["associated-with"] = true, ["partner-of"] = true, ["related-to"] = true }

local function actors_in(territory)
  local actors, by_id = {}, {}
  for actor in grappe.actors.each(scope.real { territory = territory, standing = "existing" }) do
    actors[#actors + 1], by_id[actor.id] = actor, actor
    actor.ties, actor.degree = {}, 0
  end
  for actor in grappe.actors.each(scope.sector { territory = territory, standing = "existing" }, { fields = { "id" } }) do
    by_id[actor.id].is_of_sector = true
  end
  return actors, by_id
end

--- Records a tie with the actor at one of its ends; `direction` is that end: "out" or "in".
local function book(actor, relation, direction, neighbour)
  if not actor then
    return
  end
  local key = (mutual[relation.type] and "out" or direction) .. "." .. relation.type
  actor.ties[key] = actor.ties[key] or {}
  table.insert(actor.ties[key], neighbour)
  actor.degree = actor.degree + 1
end

local function ids_of(by_id)
  local ids = {}
  for id in pairs(by_id) do
    ids[#ids + 1] = id
  end
  return ids
end

--- Whether a tie is over on the day.
local function is_over(relation, day)
  local last = relation["end"]
  return last ~= nil and last < day:sub(1, #last)
end

--- The working ties that last today, with an actor of the territory at one end at least.
local function relations_of(by_id)
  local relations, day = {}, grappe.today()
  for _, relation in ipairs(size.relations_of(ids_of(by_id), scope.ties, { standing = "existing" })) do
    local from, to = by_id[relation.from], by_id[relation.to]
    if not is_over(relation, day) then
      relations[#relations + 1] = relation
      book(from, relation, "out", relation.to)
      book(to, relation, "in", relation.from)
    end
  end
  return relations
end

--- Counts the ties of belonging of the territory by type, and those of them that the research register gives.
local function structural_ties(by_id)
  local counts, types, register = {}, {}, 0
  local filter = { standing = "existing", type = scope.structural }
  for _, relation in ipairs(size.relations_of(ids_of(by_id), scope.real, filter)) do
    if not counts[relation.type] then
      counts[relation.type], types[#types + 1] = 0, relation.type
    end
    counts[relation.type] = counts[relation.type] + 1
    register = register + (relation.source == "ROR" and 1 or 0)
  end
  return counts, types, register
end

local function structural_table(doc, by_id)
  local counts, types, register = structural_ties(by_id)
  if #types == 0 then
    return
  end
  local texts, rows = labels.concepts("relation-type"), {}
  labels.sort(types, function(type) return ("%06d"):format(999999 - counts[type]) .. texts[type] end)
  for position, type in ipairs(types) do
    rows[position] = { texts[type], counts[type] }
  end
  doc:heading(t("reseau.structural"), 2)
  doc:table {
    columns = { t("reseau.tie"), { t("reseau.count"), align = "right", kind = "integer" } }, rows = rows, totals = true,
  }
  if register > 0 then
    doc:note(t("reseau.register", { count = register }))
  end
end

--- Returns the names of both ends of the relations, by id.
local function names_of(relations, by_id)
  local ids, names = {}, {}
  for _, relation in ipairs(relations) do
    for _, id in ipairs { relation.from, relation.to } do
      names[id] = by_id[id] and by_id[id].name
      ids[#ids + 1] = not by_id[id] and id or nil
    end
  end
  for _, collection in ipairs(collections) do
    for id, record in pairs(size.by_id(grappe[collection], ids, { "id", "name" })) do
      names[id] = record.name
    end
  end
  return names
end

local function is_inactive(actor)
  return actor["luxembourg.ror_status"] == "inactive"
end

local function shown_name(actor)
  return is_inactive(actor) and t("reseau.inactive", { name = actor.name }) or actor.name
end

local function connected(actors)
  local list = {}
  for _, actor in ipairs(actors) do
    if actor.degree > 0 then
      list[#list + 1] = actor
    end
  end
  labels.sort(list, function(actor) return ("%06d"):format(999999 - actor.degree) .. actor.name end)
  return list
end

--- Returns the first `limit` actors of the sector, and the first of the others.
local function first(linked, limit)
  local of_sector, others = {}, {}
  for _, actor in ipairs(linked) do
    local list = actor.is_of_sector and of_sector or others
    if #list < limit then
      list[#list + 1] = actor
    end
  end
  return of_sector, others
end

local function figures(doc, actors, linked, relations)
  local types, count = {}, 0
  for _, relation in ipairs(relations) do
    if not types[relation.type] then
      types[relation.type], count = true, count + 1
    end
  end
  doc:figures {
    labels.figure("reseau.actors", #actors),
    labels.figure("reseau.linked", #linked),
    { label = t("reseau.isolated"), value = #actors - #linked },
    labels.figure("reseau.ties_count", #relations),
    labels.figure("reseau.types", count),
  }
end

local function ranking(doc, title, top, territories)
  if #top == 0 then
    return
  end
  local kinds = labels.concepts("actor-kind")
  local rows = {}
  for position, actor in ipairs(top) do
    rows[position] = { position, shown_name(actor), kinds[actor.kind], actor.city or territories[actor.territory], actor.degree }
  end
  doc:heading(title, 2)
  doc:table {
    columns = {
      { "", align = "right", kind = "integer" }, t("reseau.actor"), t("reseau.kind"), t("reseau.place"),
      { t("reseau.ties"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
end

local function types_chart(doc, relations)
  local texts, counts, types, names, values = labels.concepts("relation-type"), {}, {}, {}, {}
  for _, relation in ipairs(relations) do
    if not counts[relation.type] then
      counts[relation.type], types[#types + 1] = 0, relation.type
    end
    counts[relation.type] = counts[relation.type] + 1
  end
  labels.sort(types, function(type) return ("%06d"):format(999999 - counts[type]) .. texts[type] end)
  for position, type in ipairs(types) do
    names[position], values[position] = texts[type], counts[type]
  end
  doc:chart { kind = "bar", title = t("reseau.chart"), labels = names, values = values }
end

--- The ties of one actor as rows: its name, the type of tie, their number, the other actors.
local function tie_rows(actor, names, rows)
  local keys = {}
  for key in pairs(actor.ties) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b)
    local x, y = #actor.ties[a], #actor.ties[b]
    return x > y or x == y and a < b
  end)
  for _, key in ipairs(keys) do
    local neighbours = {}
    for position, id in ipairs(actor.ties[key]) do
      neighbours[position] = names[id] or id
    end
    labels.sort(neighbours)
    rows[#rows + 1] = { shown_name(actor), t("tie." .. key), #neighbours, table.concat(neighbours, " · ") }
  end
end

local function neighbours(doc, top, names)
  if #top == 0 then
    return
  end
  local rows = {}
  for _, actor in ipairs(top) do
    tie_rows(actor, names, rows)
  end
  doc:heading(t("reseau.neighbours"), 2)
  doc:table {
    columns = {
      t("reseau.actor"), t("reseau.tie"), { t("reseau.count"), align = "right", kind = "integer" }, t("reseau.with"),
    },
    rows = rows, group = 1,
  }
end

--- Returns the ties with an actor of the sector at one end at least: those of the research register alone tell nothing of the ecosystem.
local function ties_of_sector(relations, by_id)
  local list = {}
  for _, relation in ipairs(relations) do
    local from, to = by_id[relation.from], by_id[relation.to]
    if from and from.is_of_sector or to and to.is_of_sector then
      list[#list + 1] = relation
    end
  end
  return list
end

--- The nodes of the drawing: the actors of the territory that have ties, the best connected first, then those elsewhere, at most
--- `nodes_max` in all. Returns the nodes, the set of their ids and the number left out.
local function nodes_of(linked, relations, names)
  local kinds, nodes, known, left_out = labels.concepts("actor-kind"), {}, {}, 0
  local function add(id, label, group)
    if #nodes < nodes_max then
      nodes[#nodes + 1], known[id] = { id = id, label = label(), group = group }, true
    else
      known[id], left_out = false, left_out + 1
    end
  end
  local ends = {}
  for _, relation in ipairs(relations) do
    ends[relation.from], ends[relation.to] = true, true
  end
  for _, actor in ipairs(linked) do
    if ends[actor.id] then
      add(actor.id, function() return shown_name(actor) end, kinds[actor.kind])
    end
  end
  for _, relation in ipairs(relations) do
    for _, id in ipairs { relation.from, relation.to } do
      if known[id] == nil then
        add(id, function() return names[id] or id end, t("reseau.elsewhere"))
      end
    end
  end
  return nodes, known, left_out
end

--- The network of the sector in the territory: its actors that have ties, and their neighbours.
local function network(doc, linked, all, by_id, names)
  local relations = ties_of_sector(all, by_id)
  if #relations == 0 then
    return
  end
  local texts, edges = labels.concepts("relation-type"), {}
  local nodes, known, left_out = nodes_of(linked, relations, names)
  for _, relation in ipairs(relations) do
    if known[relation.from] and known[relation.to] then
      edges[#edges + 1] = { from = relation.from, to = relation.to, label = texts[relation.type] }
    end
  end
  doc:network { title = t("reseau.network"), nodes = nodes, edges = edges }
  if left_out > 0 then
    doc:note(t("reseau.not_drawn", { count = left_out }))
  end
  if #all > #relations then
    doc:note(t("reseau.other_ties", { count = #all - #relations }))
  end
end

local function isolated(doc, actors)
  local names = {}
  for _, actor in ipairs(actors) do
    if actor.degree == 0 then
      names[#names + 1] = shown_name(actor)
    end
  end
  if #names == 0 then
    return
  end
  labels.sort(names)
  doc:heading(t("reseau.isolated"), 2)
  doc:text(table.concat(names, " · "))
end

--- Writes the report; `params.limit` is the number of actors shown, `params.territory` their territory (LU if left out), `params.since`
--- the day from which changes are told.
function reseau.run(params, doc)
  local territory = params.territory or "LU"
  if size.is_too_large(doc, { territory = territory, standing = "existing" }, "--territory") then
    return
  end
  local actors, by_id = actors_in(territory)
  if #actors == 0 then
    doc:note(t("reseau.nobody"))
    return
  end
  local relations = relations_of(by_id)
  local linked, territories, names = connected(actors), labels.territories(), names_of(relations, by_id)
  local top, others = first(linked, params.limit)
  doc:text(t("reseau.about", { place = territories[territory] }))
  figures(doc, actors, linked, relations)
  if #linked > 0 then
    ranking(doc, t("reseau.best"), top, territories)
    neighbours(doc, top, names)
    ranking(doc, t("reseau.others"), others, territories)
    network(doc, linked, relations, by_id, names)
    types_chart(doc, relations)
  end
  structural_table(doc, by_id)
  if params.since then
    changes.section(doc, params.since, by_id, names_of)
  end
  isolated(doc, actors)
  doc:note(t("reseau.method"))
  scope.note(doc, { territory = territory, standing = "existing" })
  doc:note(t(territory:find("^LU") and "reseau.missing" or "reseau.missing_elsewhere"))
  sources.cite(doc, actors)
end

--- The names of the actors of Luxembourg without a relation, in order.
function reseau.isolated()
  local actors, by_id = actors_in("LU")
  relations_of(by_id)
  local alone = {}
  for _, actor in ipairs(actors) do
    if actor.degree == 0 then
      alone[#alone + 1] = { id = actor.id, name = actor.name, kind = actor.kind, city = actor.city }
    end
  end
  return labels.sort(alone, function(actor) return actor.name end)
end

return reseau
