-- Export: the pipeline of foreign partners, and the readiness of the region's actors.
local labels = require "europe.lib.labels"
local partners = require "lib.partners"
local places = require "europe.lib.places"
local rows_of = require "europe.lib.rows"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local export = {}

local t = grappe.t
local region = "FR-PAC"

local function text_of(value, key)
  return value and t(key .. "." .. value) or "–"
end

local function pipeline_table(doc, list, territories)
  local rows = {}
  labels.sort(list, function(partner) return (9 - partners.rank(partner.stage)) .. partner.actor.name end)
  for position, partner in ipairs(list) do
    rows[position] = {
      labels.text(territories[partner.country].name), partner.actor.name, t("pipeline." .. partner.stage), labels.date(partner.since),
      text_of(partner.owner, "owner"), partner.next_step or "–", labels.date(partner.due),
    }
  end
  doc:heading(t("export.pipeline"), 2)
  doc:table {
    columns = {
      t("export.country"), t("export.partner"), t("export.stage"), t("export.since"), t("export.owner"), t("export.next_step"),
      t("export.due"),
    },
    rows = rows,
  }
end

--- The log of all partnerships, the latest entry first.
local function log_table(doc, list)
  local rows = {}
  for _, partner in ipairs(list) do
    for number, entry in ipairs(partners.log(partner.relation)) do
      rows[#rows + 1] = {
        entry.date, partner.actor.name, t("pipeline." .. entry.stage), text_of(entry.owner, "owner"), entry.text, number = number,
      }
    end
  end
  table.sort(rows, function(a, b)
    if a[1] ~= b[1] then
      return a[1] > b[1]
    end
    return a[2] < b[2] or a[2] == b[2] and a.number > b.number
  end)
  for _, row in ipairs(rows) do
    row[1], row.number = labels.date(row[1]), nil
  end
  doc:heading(t("export.log"), 2)
  if #rows == 0 then
    doc:note(t("export.no_log"))
    return
  end
  doc:table {
    columns = { t("export.date"), t("export.partner"), t("export.stage"), t("export.owner"), t("export.entry") }, rows = rows,
  }
end

--- Number of partners in each country.
local function by_country(list)
  local counts = {}
  for _, partner in ipairs(list) do
    counts[partner.country] = (counts[partner.country] or 0) + 1
  end
  return counts
end

--- The existing actors of the sector in the countries targeted, counted by place.
local function known_in(targets)
  local ids = {}
  for position, target in ipairs(targets) do
    ids[position] = target.territory
  end
  return places.census(grappe.actors, scope.sector { territory = ids, standing = "existing" })
end

--- The countries the cluster targets, with its progress in each.
local function targets_table(doc, list, territories)
  local targets, counts, rows = rows_of.csv("data/export_targets.csv"), by_country(list), {}
  local known = known_in(targets)
  for position, target in ipairs(targets) do
    local territory, count = territories[target.territory], counts[target.territory] or 0
    rows[position] = {
      labels.text(territory.name), labels.text(target.reason), count, places.counted(known, territory),
      count == 0 and t("export.open") or "",
    }
  end
  doc:heading(t("export.targets"), 2)
  doc:table {
    columns = {
      t("export.country"), t("export.reason"), { t("export.partners"), align = "right", kind = "integer" },
      { t("export.known"), align = "right", kind = "integer" }, t("export.gap"),
    },
    rows = rows,
  }
  return targets
end

--- The criteria of readiness, of an actor with its latest figure, its number of identifiers, and whether it has a tie abroad. Each
--- returns true, false, or nil when the records do not tell.
local criteria = {
  { id = "website", check = function(about) return about.actor.website ~= nil or nil end },
  { id = "identifier", check = function(about) return about.identifiers and true end },
  { id = "exports", check = function(about)
    if about.figure and about.figure.exports then
      return about.figure.exports.amount > 0
    end
  end },
  { id = "staff", check = function(about)
    if about.figure and about.figure.staff then
      return about.figure.staff >= 2
    end
  end },
  { id = "abroad", check = function(about) return about.is_tied_abroad end },
}

local function ids_of(actors)
  local ids = {}
  for position, actor in ipairs(actors) do
    ids[position] = actor.id
  end
  return ids
end

--- Those of the actors that have a recorded tie with an actor outside France.
local function tied_abroad(actors, territories)
  local others, abroad = {}, {}
  local relations = size.relations_of(ids_of(actors), scope.ties, { standing = "existing" })
  for _, relation in ipairs(relations) do
    others[#others + 1], others[#others + 2] = relation.from, relation.to
  end
  local ends = size.by_id(grappe.actors, others, { "id", "territory", "source" })
  local function is_foreign(id)
    local actor = ends[id]
    if actor and actor.source ~= "illustratif" then
      return partners.country_of(actor.territory, territories) ~= "FR"
    end
  end
  for _, relation in ipairs(relations) do
    local from, to = is_foreign(relation.from), is_foreign(relation.to)
    if from ~= nil and to ~= nil and from ~= to then
      abroad[relation.from], abroad[relation.to] = true, true
    end
  end
  return abroad
end

--- The facts that the criteria judge, of each actor.
local function facts_of(actors, territories)
  local ids, abroad, facts = ids_of(actors), tied_abroad(actors, territories), {}
  local figures = size.latest(grappe.figures, "actor", ids, "year")
  local identifiers = size.counts(grappe.identifiers, "actor", ids, { scheme = { "FR-SIREN", "FR-SIRET" } })
  for position, actor in ipairs(actors) do
    facts[position] = {
      actor = actor, figure = figures[actor.id], identifiers = identifiers[actor.id], is_tied_abroad = abroad[actor.id],
    }
  end
  return facts
end

local marks = { [true] = "✓", [false] = "✗" }

local function readiness_table(doc, kinds_wanted, territories)
  local rows = {}
  local wanted = scope.sector { territory = region, kind = kinds_wanted, standing = "existing" }
  if size.is_too_large(doc, wanted, "--kind") then
    return {}
  end
  local actors = grappe.actors.find(wanted, { order = { "name" } })
  for _, about in ipairs(facts_of(actors, territories)) do
    local row, met = { about.actor.name }, 0
    for position, criterion in ipairs(criteria) do
      local verdict = criterion.check(about)
      row[position + 1] = verdict == nil and "?" or marks[verdict]
      met = met + (verdict and 1 or 0)
    end
    row[#row + 1] = met
    rows[#rows + 1] = row
  end
  table.sort(rows, function(a, b) return a[#a] > b[#b] or a[#a] == b[#b] and a[1] < b[1] end)
  local columns = { t("export.actor") }
  for position, criterion in ipairs(criteria) do
    columns[position + 1] = { t("criterion." .. criterion.id), align = "center" }
  end
  columns[#columns + 1] = { t("export.met"), align = "right", kind = "integer" }
  doc:heading(t("export.readiness"), 2)
  doc:table { columns = columns, rows = rows }
  return actors
end

--- Writes the report; `params.kind` is the kind of actor whose readiness is shown.
function export.run(params, doc)
  local territories = partners.territories()
  local list = partners.find(territories)
  local active = 0
  for _, partner in ipairs(list) do
    active = active + (partners.rank(partner.stage) >= partners.rank("agreed") and 1 or 0)
  end
  doc:figures {
    labels.figure("export.partners_count", #list),
    labels.figure("export.agreed", active),
  }
  local cited = targets_table(doc, list, territories)
  if #list > 0 then
    pipeline_table(doc, list, territories)
    log_table(doc, list)
  end
  local actors = readiness_table(doc, params.kind, territories)
  doc:note(t("export.legend"))
  doc:note(t("export.how"))
  scope.note(doc, { territory = region, kind = params.kind, standing = "existing" })
  table.move(actors, 1, #actors, #cited + 1, cited)
  sources.cite(doc, cited)
end

return export
