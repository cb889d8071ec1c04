-- Hubs and nodes: the central actors of the network, to meet first.
local labels = require "lib.labels"
local sources = require "lib.sources"

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

local function ranking(doc, filter, limit)
  local ranked = grappe.network.measures(filter, { measures = measures, order = "betweenness", limit = limit })
  local cuts, rows = {}, {}
  for _, point in ipairs(grappe.network.bridges(filter).actors) do
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

local function communities(doc, filter)
  local division = grappe.network.communities(filter)
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

--- Writes the report; `params` holds `territory` and `limit`.
function hubs.run(params, doc)
  local filter = { territory = params.territory, standing = "existing" }
  local structure = grappe.network.structure(filter)
  doc:figures {
    { label = t("hubs.actors"), value = structure.actors },
    { label = t("hubs.ties"), value = structure.ties },
    { label = t("hubs.isolated"), value = structure.isolated },
    { label = t("hubs.largest"), value = structure.largest },
  }
  doc:text(t("hubs.fragmentation", { percent = ("%.0f"):format(100 * structure.fragmentation) }))
  ranking(doc, filter, params.limit)
  communities(doc, filter)
  doc:note(t("hubs.definition"))
  sources.cite(doc, grappe.actors.find(filter, { fields = { "id", "source" } }))
end

return hubs
