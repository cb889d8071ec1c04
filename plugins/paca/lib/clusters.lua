-- The two poles: ties within and across them, compared with chance, and the introductions to make. Only actors of the sector and
-- the ties by which they work together are compared; belonging, and the research register, are counted apart.
local introductions = require "europe.lib.introductions"
local labels = require "europe.lib.labels"
local places = require "europe.lib.places"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local poles = {}

local t = grappe.t

--- Returns the filter of the existing actors of the sector in the poles, and the options of the network: each pole is a group.
local function selected(params)
  local territories = { params.first, params.second }
  local filter = scope.sector { territory = territories, standing = "existing" }
  return filter, { groups = { territory = territories }, relations = scope.ties { standing = "existing" } }
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

--- Returns the real relations between two actors of the poles, each with its ends, in the order in which they are stored.
local function relations_between(params, filter)
  local actors, list, iso = {}, {}, places.nearest("^iso")
  local everyone = scope.real { territory = { params.first, params.second }, standing = "existing" }
  for actor in grappe.actors.each(everyone, { fields = { "id", "name", "territory" } }) do
    actor.pole, actors[actor.id] = iso[actor.territory] or actor.territory, actor
  end
  for actor in grappe.actors.each(filter, { fields = { "id" } }) do
    actors[actor.id].is_of_sector = true
  end
  local ids = {}
  for id in pairs(actors) do
    ids[#ids + 1] = id
  end
  for _, relation in ipairs(size.relations_of(ids, scope.real, { standing = "existing" })) do
    local from, to = actors[relation.from], actors[relation.to]
    if from and to then
      list[#list + 1] = { type = relation.type, from = from, to = to, is_of_sector = from.is_of_sector and to.is_of_sector }
    end
  end
  return list
end

local function is_structural(type)
  for _, structural in ipairs(scope.structural) do
    if structural == type then
      return true
    end
  end
  return false
end

--- The part of the report in which a relation counts: "working", "belonging", or "others" for actors of another sector.
local function part_of(relation)
  if not relation.is_of_sector then
    return "others"
  end
  return is_structural(relation.type) and "belonging" or "working"
end

--- Number of relations of each type, within a pole and across, by the part in which they count.
local function types_table(doc, relations)
  local texts, rows, by_key = labels.concepts("relation-type"), {}, {}
  for _, relation in ipairs(relations) do
    local key = part_of(relation) .. relation.type
    if not by_key[key] then
      by_key[key] = { t("poles." .. part_of(relation)), texts[relation.type] or relation.type, 0, 0 }
      rows[#rows + 1] = by_key[key]
    end
    local column = relation.from.pole == relation.to.pole and 3 or 4
    by_key[key][column] = by_key[key][column] + 1
  end
  labels.sort(rows, function(row) return row[1] .. "\0" .. ("%06d"):format(999999 - row[3] - row[4]) .. row[2] end)
  doc:heading(t("poles.sorts"), 2)
  doc:table {
    columns = {
      t("poles.part"), t("poles.tie"), { t("poles.within"), align = "right", kind = "integer" },
      { t("poles.across"), align = "right", kind = "integer" },
    },
    rows = rows, group = 1, empty = t("poles.no_tie"),
  }
end

local function bridges_table(doc, relations, territories)
  local texts, rows = labels.concepts("relation-type"), {}
  for _, relation in ipairs(relations) do
    local from, to = relation.from, relation.to
    if part_of(relation) == "working" and from.pole ~= to.pole then
      rows[#rows + 1] = { from.name, territories[from.pole], texts[relation.type], to.name, territories[to.pole] }
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
  local ties = mixing.internal + mixing.external
  if ties < scope.enough then
    doc:text(t("poles.few", { count = ties, enough = scope.enough }))
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
  local filter, options = selected(params)
  local everyone = { territory = { params.first, params.second }, standing = "existing" }
  if size.is_too_large(doc, everyone, "--first, --second") then
    return
  end
  local territories = labels.territories()
  local mixing, relations = grappe.network.ei_index(filter, options), relations_between(params, filter)
  doc:figures {
    labels.figure("poles.of_sector", grappe.actors.count(filter)),
    labels.figure("poles.within_count", mixing.internal),
    labels.figure("poles.across_count", mixing.external),
  }
  verdict(doc, mixing)
  groups_table(doc, mixing, territories)
  pairs_table(doc, mixing, territories)
  types_table(doc, relations)
  bridges_table(doc, relations, territories)
  introductions.write(doc, filter, options, params.limit)
  doc:note(t("poles.definition"))
  scope.note(doc, { territory = { params.first, params.second }, standing = "existing" })
  sources.cite(doc, grappe.actors.find(filter, { fields = { "id", "source" } }))
end

return poles
