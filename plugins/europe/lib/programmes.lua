-- The programmes of one level: operator, period, budget; help with applications; projects funded.
local labels = require "lib.labels"
local scope = require "lib.scope"
local size = require "lib.size"
local sources = require "lib.sources"
local status = require "lib.status"

local programmes = {}

local t = grappe.t
local name_collections = { "actors", "programmes", "calls", "events", "projects" }

local function contains(list, wanted)
  for _, value in ipairs(list or {}) do
    if value == wanted then
      return true
    end
  end
  return false
end

local function find(params)
  local found = {}
  for _, collection in ipairs { "programmes", "calls" } do
    for line in grappe[collection].each(scope.real { level = params.level }) do
      line.sectors = line.eligibility and line.eligibility.sectors or {}
      line.is_call, line.status = collection == "calls", status.of(line, params.date or grappe.today())
      if not params.sector or contains(line.sectors, params.sector) then
        found[#found + 1] = line
      end
    end
  end
  return labels.sort(found, function(line) return line.name end)
end

--- The lines in the order of the page: each programme, then the lines within it.
local function with_parents(lines)
  local inside, ordered, present = {}, {}, {}
  for _, line in ipairs(lines) do
    present[line.id] = true
  end
  for _, line in ipairs(lines) do
    local parent = line.parent or line.programme
    if present[parent] then
      inside[parent] = inside[parent] or {}
      table.insert(inside[parent], line)
    end
  end
  local function visit(line, depth)
    ordered[#ordered + 1] = { line = line, depth = depth }
    for _, child in ipairs(inside[line.id] or {}) do
      visit(child, depth + 1)
    end
  end
  for _, line in ipairs(lines) do
    if not present[line.parent or line.programme] then
      visit(line, 0)
    end
  end
  return ordered
end

local function sector_names(line, texts)
  local names = {}
  for position, code in ipairs(line.sectors) do
    names[position] = texts[code] or code
  end
  return table.concat(labels.sort(names), ", ")
end

--- The names of the records of `ids`, by id.
local function names_of(ids)
  local names = {}
  for _, collection in ipairs(name_collections) do
    for id, record in pairs(size.by_id(grappe[collection], ids, { "id", "name" })) do
      names[id] = record.name
    end
  end
  return names
end

--- The ids that the lines and the relations name.
local function named(lines, ...)
  local ids = {}
  for _, line in ipairs(lines) do
    ids[#ids + 1], ids[#ids + 2] = line.id, line.operator
  end
  for _, relations in ipairs { ... } do
    for _, relation in ipairs(relations) do
      ids[#ids + 1], ids[#ids + 2] = relation.from, relation.to
    end
  end
  return ids
end

local function planned(text, record)
  return record.standing == "proposed" and text .. "\u{A0}*" or text
end

--- The envelope in millions of euros; nil when the source gives none.
local function budget_of(line)
  return line.budget and line.budget.currency == "EUR" and line.budget.amount / 100000000 or ""
end

local function overview(doc, lines, names)
  local texts, rows = labels.concepts("sector"), {}
  for position, entry in ipairs(with_parents(lines)) do
    local line = entry.line
    rows[position] = {
      ("\u{2003}"):rep(entry.depth) .. planned(line.name, line), names[line.operator] or "",
      t("status." .. line.status), line.period or "", budget_of(line), sector_names(line, texts),
    }
  end
  doc:heading(t("programmes.overview"), 2)
  doc:table {
    columns = {
      t("programmes.programme"), t("programmes.operator"), t("programmes.status"), t("programmes.period"),
      { t("programmes.budget"), align = "right", kind = "number" }, t("programmes.sectors"),
    },
    rows = rows,
  }
end

--- The relations of these lines, by kind: help with applications, and projects funded.
local function relations(lines)
  local by_id, helpers, funded = {}, {}, {}
  for _, line in ipairs(lines) do
    by_id[line.id] = line
  end
  for relation in grappe.relations.each { type = { "accompanies", "supports", "funds" } } do
    if relation.type == "funds" and by_id[relation.from] then
      funded[#funded + 1] = relation
    elseif relation.type ~= "funds" and by_id[relation.to] then
      helpers[#helpers + 1] = relation
    end
  end
  return helpers, funded
end

local function help(doc, lines, helpers, names)
  local texts, rows, helped = labels.concepts("relation-type"), {}, {}
  for position, relation in ipairs(helpers) do
    helped[relation.to] = true
    rows[position] = {
      names[relation.to], planned(names[relation.from], relation), relation.note or texts[relation.type],
      relation.locator or "",
    }
  end
  doc:heading(t("programmes.help"), 2)
  if #rows > 0 then
    doc:table {
      columns = { t("programmes.programme"), t("programmes.helper"), t("programmes.how"), t("programmes.where") }, rows = rows,
    }
  end
  local alone = {}
  for _, line in ipairs(lines) do
    if not helped[line.id] and line.status ~= "closed" then
      alone[#alone + 1] = line.name
    end
  end
  if #alone > 0 then
    doc:note(t("programmes.no_help", { names = table.concat(alone, " · ") }))
  end
  doc:note(t("programmes.guide"))
end

local function paid(doc, funded, names)
  if #funded == 0 then
    return
  end
  local rows = {}
  for position, relation in ipairs(funded) do
    rows[position] = { names[relation.from], planned(names[relation.to] or relation.to, relation), relation.start or "" }
  end
  doc:heading(t("programmes.funded"), 2)
  doc:table { columns = { t("programmes.programme"), t("programmes.project"), t("programmes.since") }, rows = rows }
end

local function detail(doc, lines)
  doc:heading(t("programmes.detail"), 2)
  local rows = {}
  for _, line in ipairs(lines) do
    for _, gap in ipairs(line.gaps or {}) do
      rows[#rows + 1] = { line.name, t("programmes.gap"), gap }
    end
    for _, change in ipairs(line.proposed_changes or {}) do
      rows[#rows + 1] = { line.name, t("programmes.change"), change }
    end
  end
  if #rows == 0 then
    doc:note(t("programmes.no_detail"))
  else
    doc:table { columns = { t("programmes.programme"), "", t("programmes.what") }, rows = rows }
  end
end

local function figures(doc, lines, helpers)
  local with_budget, closed, count, helped = 0, 0, 0, {}
  for _, line in ipairs(lines) do
    with_budget, closed = with_budget + (line.budget and 1 or 0), closed + (line.status == "closed" and 1 or 0)
  end
  for _, relation in ipairs(helpers) do
    count, helped[relation.to] = count + (helped[relation.to] and 0 or 1), true
  end
  doc:figures {
    labels.figure("programmes.lines", #lines),
    labels.figure("programmes.closed", closed),
    { label = t("programmes.with_budget"), value = with_budget },
    { label = t("programmes.helped"), value = count },
  }
end

--- Writes the report; `params.level`, `params.sector`, `params.date` and `params.detail` as registered in init.lua.
function programmes.run(params, doc)
  local lines = find(params)
  if #lines == 0 then
    doc:note(t("programmes.none"))
    return
  end
  local helpers, funded = relations(lines)
  doc:text(t("programmes.about"))
  figures(doc, lines, helpers)
  local names = names_of(named(lines, helpers, funded))
  overview(doc, lines, names)
  help(doc, lines, helpers, names)
  paid(doc, funded, names)
  if params.detail then
    detail(doc, lines)
  end
  doc:note(t("programmes.method"))
  sources.cite(doc, lines)
end

return programmes
