-- Hubs and nodes: the central actors of the sector's network, to meet first. The measures go over working ties between actors of the
-- sector; belonging, and the research register, are counted apart.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local hubs = {}

local t = grappe.t
local measures = { "degree", "betweenness", "pagerank", "core", "constraint" }

local function number(value, format)
  return value and (format:format(value):gsub("%.", t("number.decimal"))) or "–"
end

--- The reasons to meet an actor first, from its measures.
local function reasons(actor, cuts)
  local parts = {}
  if cuts[actor.id] then
    parts[1] = t("hubs.holds_together")
  end
  if actor.betweenness and actor.betweenness > 0 then
    parts[#parts + 1] = t("hubs.between")
  end
  if actor.constraint and actor.constraint < 0.5 then
    parts[#parts + 1] = t("hubs.reaches_apart")
  end
  return table.concat(parts, " · ")
end

local function ranking(doc, filter, options, limit)
  local ranked = grappe.network.measures(filter, {
    relations = options.relations, measures = measures, order = "betweenness", limit = limit,
  })
  local cuts, rows = {}, {}
  for _, point in ipairs(grappe.network.bridges(filter, options).actors) do
    cuts[point.id] = true
  end
  for _, actor in ipairs(ranked) do
    if (actor.degree or 0) > 0 then
      rows[#rows + 1] = {
        #rows + 1, actor.name, actor.degree, number(actor.betweenness, "%.3f"), number(actor.pagerank, "%.3f"), actor.core,
        reasons(actor, cuts),
      }
    end
  end
  doc:heading(t("hubs.first"), 2)
  if #rows == 0 then
    doc:note(t("hubs.no_tie"))
    return
  end
  doc:table {
    columns = {
      { "", align = "right", kind = "integer" }, t("hubs.actor"), { t("hubs.ties"), align = "right", kind = "integer" },
      { t("hubs.betweenness"), align = "right" }, { t("hubs.pagerank"), align = "right" },
      { t("hubs.core"), align = "right", kind = "integer" }, t("hubs.why"),
    },
    rows = rows,
  }
end

local function communities(doc, filter, options)
  local division = grappe.network.communities(filter, options)
  local rows = {}
  for _, community in ipairs(division.communities) do
    local names = {}
    for position, member in ipairs(community.members) do
      names[position] = member.name
    end
    if #names > 1 then
      rows[#rows + 1] = { #rows + 1, #names, table.concat(labels.sort(names), " · ") }
    end
  end
  if #rows > 0 then
    doc:heading(t("hubs.communities"), 2)
    doc:table {
      columns = {
        { "", align = "right", kind = "integer" }, { t("hubs.actors"), align = "right", kind = "integer" }, t("hubs.members"),
      },
      rows = rows,
    }
  end
end

--- Names the actors that have ties, without a rank: a handful of ties ranks nobody.
local function few(doc, filter, options, structure)
  doc:text(t("hubs.few", { count = structure.ties, enough = scope.enough }))
  local ranked = grappe.network.measures(filter, { relations = options.relations, measures = { "degree" }, order = "degree" })
  local rows = {}
  for _, actor in ipairs(ranked) do
    if actor.degree > 0 then
      rows[#rows + 1] = { actor.name, actor.degree }
    end
  end
  doc:table {
    columns = { t("hubs.actor"), { t("hubs.ties"), align = "right", kind = "integer" } }, rows = rows, empty = t("hubs.no_tie"),
  }
end

local function ids_of(collection, filter)
  local ids = {}
  for record in collection.each(filter, { fields = { "id" } }) do
    ids[record.id] = true
  end
  return ids
end

--- Number of the other ties of the territory by type: belonging, and those of actors of another sector.
local function other_ties(params)
  local everyone, counts, types = { territory = params.territory, standing = "existing" }, {}, {}
  local here, of_sector = ids_of(grappe.actors, scope.real(everyone)), ids_of(grappe.actors, scope.sector(everyone))
  local ids, structural = {}, {}
  for id in pairs(here) do
    ids[#ids + 1] = id
  end
  for _, type in ipairs(scope.structural) do
    structural[type] = true
  end
  for _, relation in ipairs(size.relations_of(ids, scope.real, { standing = "existing" })) do
    local is_counted = not structural[relation.type] and of_sector[relation.from] and of_sector[relation.to]
    if here[relation.from] and here[relation.to] and not is_counted then
      types[#types + 1] = not counts[relation.type] and relation.type or nil
      counts[relation.type] = (counts[relation.type] or 0) + 1
    end
  end
  return types, counts
end

--- The other ties by type; they make nobody a hub.
local function apart(doc, params)
  local types, counts = other_ties(params)
  local texts, rows = labels.concepts("relation-type"), {}
  labels.sort(types, function(type) return ("%06d"):format(999999 - counts[type]) .. (texts[type] or type) end)
  for position, type in ipairs(types) do
    rows[position] = { texts[type] or type, counts[type] }
  end
  if #rows > 0 then
    doc:heading(t("hubs.apart"), 2)
    doc:table { columns = { t("hubs.tie"), { t("hubs.ties"), align = "right", kind = "integer" } }, rows = rows, totals = true }
  end
end

--- Writes the report; `params` holds `territory` and `limit`.
function hubs.run(params, doc)
  if size.is_too_large(doc, { territory = params.territory, standing = "existing" }, "--territory") then
    return
  end
  local filter = scope.sector { territory = params.territory, standing = "existing" }
  local options = { relations = scope.ties { standing = "existing" } }
  local structure = grappe.network.structure(filter, options)
  doc:figures {
    labels.figure("hubs.of_sector", structure.actors),
    labels.figure("hubs.ties_count", structure.ties),
    labels.figure("hubs.isolated", structure.isolated),
    { label = t("hubs.largest"), value = structure.largest },
  }
  if structure.ties < scope.enough then
    few(doc, filter, options, structure)
  else
    doc:text(t("hubs.fragmentation", { percent = ("%.0f"):format(100 * structure.fragmentation) }))
    ranking(doc, filter, options, params.limit)
    communities(doc, filter, options)
    doc:note(t("hubs.definition"))
  end
  apart(doc, params)
  scope.note(doc, { territory = params.territory, standing = "existing" })
  sources.cite(doc, grappe.actors.find(filter, { fields = { "id", "source" } }))
end

return hubs
