-- The tree of territories with their codes in both classifications, and the records of each.
local labels = require "lib.labels"

local territoires = {}

local t = grappe.t
local regions = { "BE-WAL", "BE-BRU", "LU", "FR-PAC" }

--- The NUTS codes for exactly the area of a territory: its NUTS children, and theirs. The NUTS tree is below the ISO tree
--- in this way, so that an import by NUTS code lands in the right province.
local function nuts_codes(id, codes)
  codes = codes or {}
  for child in grappe.territories.each({ parent = id, scheme = "nuts" }, { order = "code" }) do
    codes[#codes + 1] = child.code
    nuts_codes(child.id, codes)
  end
  return codes
end

local function children(id)
  return grappe.territories.find({ parent = id, scheme = { ne = "nuts" } }, { order = "code" })
end

local function is_in(territory, ids)
  for _, id in ipairs(ids or {}) do
    if id == territory then
      return true
    end
  end
  return false
end

--- Number of programmes and calls that name this very territory; one for all of Europe is not counted again for each province.
local function funding_count(id)
  local count = 0
  for _, collection in ipairs { "programmes", "calls" } do
    for line in grappe[collection].each({}, { fields = { "territories" } }) do
      if is_in(id, line.territories) then
        count = count + 1
      end
    end
  end
  return count
end

local function counts(id)
  return {
    actors = grappe.actors.count { territory = id },
    events = grappe.events.count { territory = id },
    funding = funding_count(id),
  }
end

local function table_row(territory, depth)
  local count = counts(territory.id)
  return {
    ("\u{2003}"):rep(depth) .. labels.text(territory.name), territory.code,
    table.concat(nuts_codes(territory.id), ", "), count.actors, count.events, count.funding,
  }
end

local function add_rows(rows, territory, depth)
  rows[#rows + 1] = table_row(territory, depth)
  for _, child in ipairs(children(territory.id)) do
    add_rows(rows, child, depth + 1)
  end
end

--- The territories below `id` that have no actor, by name.
local function silent(id, names)
  for _, child in ipairs(children(id)) do
    if grappe.actors.count { territory = child.id } == 0 then
      names[#names + 1] = labels.text(child.name)
    end
    silent(child.id, names)
  end
  return names
end

local function figures(doc, roots)
  local total = { territories = 0, actors = 0, events = 0, without = 0 }
  local function visit(id)
    total.territories = total.territories + 1
    for _, child in ipairs(children(id)) do
      visit(child.id)
    end
  end
  for _, root in ipairs(roots) do
    visit(root.id)
    total.actors = total.actors + grappe.actors.count { territory = root.id }
    total.events = total.events + grappe.events.count { territory = root.id }
    total.without = total.without + #silent(root.id, {})
  end
  doc:figures {
    { label = t("territoires.territories"), value = total.territories },
    { label = t("territoires.actors"), value = total.actors },
    { label = t("territoires.events"), value = total.events },
    { label = t("territoires.silent"), value = total.without },
  }
end

local function columns()
  return {
    t("territoires.territory"), t("territoires.code"), "NUTS 2024",
    { t("territoires.actors"), align = "right", kind = "integer" },
    { t("territoires.events"), align = "right", kind = "integer" },
    { t("territoires.funding"), align = "right", kind = "integer" },
  }
end

--- Writes the report: one table for each root, the territory asked for or the three regions and Brussels.
function territoires.run(params, doc)
  local roots = {}
  for position, id in ipairs(params.territory and { params.territory } or regions) do
    roots[position] = grappe.territories.get(id)
  end
  doc:text(t("territoires.about"))
  figures(doc, roots)
  for _, root in ipairs(roots) do
    local rows = {}
    add_rows(rows, root, 0)
    doc:heading(labels.text(root.name), 2)
    doc:table { columns = columns(), rows = rows }
    local names = silent(root.id, {})
    if #names > 0 then
      doc:note(t("territoires.silent_names", { names = table.concat(labels.sort(names), " · ") }))
    end
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
  for _, nuts in ipairs(nuts_codes(territory.id)) do
    local same = grappe.territories.get(nuts)
    rows[#rows + 1] = { scheme = same.scheme, code = same.code, name = labels.text(same.name) }
  end
  return rows
end

return territoires
