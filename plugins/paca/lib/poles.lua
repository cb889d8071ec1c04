-- The two poles: ties within and across them, compared with chance, and the introductions to make.
local labels = require "lib.labels"
local sources = require "lib.sources"

local poles = {}

local t = grappe.t

--- The actors of the poles, and the options that make each pole a group.
local function scope(params)
  local territories = { params.first, params.second }
  return { territory = territories }, { territory = territories }
end

local function number(value)
  return value and ("%+.2f"):format(value):gsub("%.", t("number.decimal")) or t("poles.none")
end

local function groups_table(doc, mixing, territories)
  local rows = {}
  for position, group in ipairs(mixing.groups) do
    rows[position] = {
      territories[group.group] or group.group, group.size, group.internal, group.external, (number(group.index)),
    }
  end
  doc:heading(t("poles.by_pole"), 2)
  doc:table {
    columns = {
      t("poles.pole"), { t("poles.actors"), align = "right", kind = "integer" },
      { t("poles.within"), align = "right", kind = "integer" }, { t("poles.across"), align = "right", kind = "integer" },
      { t("poles.index"), align = "right" },
    },
    rows = rows,
  }
end

local function pairs_table(doc, mixing, territories)
  local rows = {}
  for position, pair in ipairs(mixing.pairs) do
    local name = territories[pair.first] or pair.first
    if pair.second ~= pair.first then
      name = ("%s – %s"):format(name, territories[pair.second] or pair.second)
    end
    rows[position] = { name, pair.ties, pair.possible, pair.expected }
  end
  doc:heading(t("poles.ties"), 2)
  doc:table {
    columns = {
      t("poles.pair"), { t("poles.ties"), align = "right", kind = "integer" },
      { t("poles.possible"), align = "right", kind = "integer" },
      { t("poles.expected"), align = "right", kind = "number", decimals = 1 },
    },
    rows = rows,
  }
end

--- The reasons for introducing two actors, in words.
local function reasons(introduction, sectors)
  local parts = {}
  if #introduction.through > 0 then
    local names = {}
    for position, actor in ipairs(introduction.through) do
      names[position] = actor.name
    end
    parts[1] = t("poles.through", { names = table.concat(labels.sort(names), ", ") })
  end
  if #introduction.sectors > 0 then
    local names = {}
    for position, sector in ipairs(introduction.sectors) do
      names[position] = sectors[sector] or sector
    end
    parts[#parts + 1] = t("poles.sectors", { names = table.concat(labels.sort(names), ", ") })
  end
  return table.concat(parts, " · ")
end

local function introductions_table(doc, filter, groups, limit)
  local proposed = grappe.network.introductions(filter, { groups = groups, limit = limit })
  doc:heading(t("poles.introductions"), 2)
  if #proposed == 0 then
    doc:note(t("poles.no_introduction"))
    return
  end
  local sectors, rows = labels.concepts("sector"), {}
  for position, introduction in ipairs(proposed) do
    rows[position] = { introduction.first.name, introduction.second.name, reasons(introduction, sectors) }
  end
  doc:table { columns = { t("poles.first"), t("poles.second"), t("poles.reason") }, rows = rows }
end

local function bridges_table(doc, filter, territories)
  local by_id = {}
  for actor in grappe.actors.each(filter, { fields = { "id", "name", "territory" } }) do
    by_id[actor.id] = actor
  end
  local rows = {}
  for relation in grappe.relations.each() do
    local from, to = by_id[relation.from], by_id[relation.to]
    if from and to and from.territory ~= to.territory then
      rows[#rows + 1] = {
        from.name, territories[from.territory], labels.concepts("relation-type")[relation.type], to.name,
        territories[to.territory],
      }
    end
  end
  if #rows > 0 then
    doc:heading(t("poles.bridges"), 2)
    doc:table {
      columns = { t("poles.first"), t("poles.pole"), t("poles.tie"), t("poles.second"), t("poles.pole") }, rows = rows,
    }
  end
end

local function verdict(doc, mixing)
  if not mixing.index then
    doc:note(t("poles.no_tie"))
  elseif mixing.expected and mixing.index < mixing.expected then
    doc:text(t("poles.inward", { index = (number(mixing.index)), expected = (number(mixing.expected)) }))
  else
    doc:text(t("poles.outward", { index = (number(mixing.index)), expected = (number(mixing.expected)) }))
  end
end

--- Writes the report; `params` holds the two départements and the `limit` of introductions.
function poles.run(params, doc)
  if params.first == params.second then
    doc:note(t("poles.same"))
    return
  end
  local filter, groups = scope(params)
  local territories = labels.territories()
  local mixing = grappe.network.ei_index(filter, { groups = groups })
  doc:figures {
    { label = t("poles.within"), value = mixing.internal },
    { label = t("poles.across"), value = mixing.external },
  }
  verdict(doc, mixing)
  groups_table(doc, mixing, territories)
  pairs_table(doc, mixing, territories)
  bridges_table(doc, filter, territories)
  introductions_table(doc, filter, groups, params.limit)
  doc:note(t("poles.definition"))
  sources.cite(doc, grappe.actors.find(filter, { fields = { "id", "source" } }))
end

return poles
