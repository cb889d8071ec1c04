-- The tree of territories with their codes in both classifications, and the records of each.
local labels = require "lib.labels"
local places = require "lib.places"
local scope = require "lib.scope"
local limits = require "lib.size"

local territoires = {}

local t = grappe.t
local regions = { "BE-WAL", "BE-BRU", "LU", "FR-PAC" }

--- The territories directly below each, in the order of their codes: id of the upper one → list, the NUTS ones apart.
local function below()
  local nuts, others = {}, {}
  for territory in grappe.territories.each({ parent = { present = true } }, { order = "code" }) do
    local lists = territory.scheme == "nuts" and nuts or others
    lists[territory.parent] = lists[territory.parent] or {}
    table.insert(lists[territory.parent], territory)
  end
  return nuts, others
end

--- The NUTS territories for exactly the area of a territory: its NUTS children, and theirs. The NUTS tree is below the ISO tree
--- in this way, so that an import by NUTS code lands in the right province.
local function same_area(id, nuts, found)
  found = found or {}
  for _, child in ipairs(nuts[id] or {}) do
    found[#found + 1] = child
    same_area(child.id, nuts, found)
  end
  return found
end

local function codes(territories)
  local list = {}
  for position, territory in ipairs(territories) do
    list[position] = territory.code
  end
  return table.concat(list, ", ")
end

--- Number of real programmes and calls that name each territory; one for all of Europe is not counted again for each province.
local function funding_counts()
  local counts = {}
  for _, collection in ipairs { "programmes", "calls" } do
    for line in grappe[collection].each(scope.real(), { fields = { "territories" } }) do
      for _, id in ipairs(line.territories or {}) do
        counts[id] = (counts[id] or 0) + 1
      end
    end
  end
  return counts
end

--- Everything that the rows of the trees below some territories count, each asked for once.
local function survey(roots)
  local nuts, children = below()
  local within = places.within_any(roots)
  local existing = { any = within, standing = "existing" }
  return {
    nuts = nuts, children = children, funding = funding_counts(),
    actors = places.census(grappe.actors, scope.real(existing)), sector = places.census(grappe.actors, scope.sector(existing)),
    events = places.census(grappe.events, scope.real { any = within }),
  }
end

--- Returns the territory with its counts and those of the territories it contains, as a tree.
local function tree(territory, found)
  local node = {
    territory = territory, children = {}, nuts = codes(same_area(territory.id, found.nuts)),
    actors = places.counted(found.actors, territory), sector = places.counted(found.sector, territory),
    events = places.counted(found.events, territory), funding = found.funding[territory.id] or 0,
  }
  for position, child in ipairs(found.children[territory.id] or {}) do
    node.children[position] = tree(child, found)
  end
  return node
end

local function add_rows(rows, node, depth)
  local territory = node.territory
  rows[#rows + 1] = {
    ("\u{2003}"):rep(depth) .. labels.text(territory.name), territory.code, node.nuts,
    node.actors, node.sector, node.events, node.funding,
  }
  for _, child in ipairs(node.children) do
    add_rows(rows, child, depth + 1)
  end
end

--- Adds the names of the territories below `node` that have no actor.
local function silent(node, names)
  for _, child in ipairs(node.children) do
    if child.actors == 0 then
      names[#names + 1] = labels.text(child.territory.name)
    end
    silent(child, names)
  end
  return names
end

--- Number of actors of which only this wider territory is known, none of those inside it.
local function unplaced(node)
  local inside = {}
  for position, child in ipairs(node.children) do
    inside[position] = child.territory.id
  end
  local beside = { territory = node.territory.id, standing = "existing", none = { { territory = inside } } }
  return #inside > 0 and grappe.actors.count(scope.real(beside)) or 0
end

local function size(node)
  local count = 1
  for _, child in ipairs(node.children) do
    count = count + size(child)
  end
  return count
end

local function figures(doc, nodes)
  local total = { territories = 0, actors = 0, sector = 0, events = 0, without = 0 }
  for _, node in ipairs(nodes) do
    total.territories, total.actors = total.territories + size(node), total.actors + node.actors
    total.sector, total.events = total.sector + node.sector, total.events + node.events
    total.without = total.without + #silent(node, {})
  end
  doc:figures {
    labels.figure("territoires.territories", total.territories),
    labels.figure("territoires.actors_count", total.actors),
    { label = t("territoires.sector"), value = total.sector },
    labels.figure("territoires.events_count", total.events),
    { label = t("territoires.silent"), value = total.without },
  }
end

local function columns()
  return {
    t("territoires.territory"), t("territoires.code"), "NUTS 2024",
    { t("territoires.actors"), align = "right", kind = "integer" },
    { t("territoires.sector"), align = "right", kind = "integer" },
    { t("territoires.events"), align = "right", kind = "integer" },
    { t("territoires.funding"), align = "right", kind = "integer" },
  }
end

local function one_root(doc, node)
  local rows, name = {}, labels.text(node.territory.name)
  add_rows(rows, node, 0)
  doc:heading(name, 2)
  doc:table { columns = columns(), rows = rows }
  local names, alone = silent(node, {}), unplaced(node)
  if #names > 0 then
    doc:note(t("territoires.silent_names", { names = table.concat(labels.sort(names), " · ") }))
  end
  if alone > 0 then
    doc:note(t("territoires.unplaced", { name = name, count = alone }))
  end
end

--- Tells how many existing actors lie in none of the roots, and how many of them have no territory at all.
local function outside(doc, roots)
  local all = grappe.actors.count(scope.real { standing = "existing", none = places.within_any(roots) })
  local without = grappe.actors.count(scope.real { standing = "existing", none = { { territory = { present = true } } } })
  if all > 0 then
    doc:note(t("territoires.outside", { count = all, without = without }))
  end
end

--- Writes the report: one table for each root, the territory asked for or the three regions and Brussels.
function territoires.run(params, doc)
  if limits.is_too_large(doc, { territory = params.territory or regions }, "--territory", limits.counted_max) then
    return
  end
  local roots, nodes = {}, {}
  for position, id in ipairs(params.territory and { params.territory } or regions) do
    roots[position] = grappe.territories.get(id)
  end
  local found = survey(roots)
  for position, root in ipairs(roots) do
    nodes[position] = tree(root, found)
  end
  doc:text(t("territoires.about"))
  figures(doc, nodes)
  for _, node in ipairs(nodes) do
    one_root(doc, node)
  end
  if not params.territory then
    outside(doc, roots)
  end
  doc:note(t("territoires.method"))
  doc:source(t("territoires.source"))
end

--- The territory of a code and its ancestors, from the outermost to itself, then the NUTS codes of the same area.
function territoires.lookup(code)
  local territory, problem = grappe.territories.get(code)
  if not territory then
    error(problem, 0)
  end
  local rows, around = {}, territory
  while around do
    table.insert(rows, 1, { scheme = around.scheme, code = around.code, name = labels.text(around.name) })
    around = around.parent and grappe.territories.get(around.parent)
  end
  for _, same in ipairs(same_area(territory.id, (below()))) do
    rows[#rows + 1] = { scheme = same.scheme, code = same.code, name = labels.text(same.name) }
  end
  return rows
end

return territoires
