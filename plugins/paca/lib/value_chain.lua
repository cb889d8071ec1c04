-- The value chain: for each trade of the cluster, which links have actors and which have none.
local labels = require "europe.lib.labels"
local rows_of = require "europe.lib.rows"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local chaine = {}

local t = grappe.t
local region = "FR-PAC"

--- The links, each with the kinds of actors in it. The assignment is this plugin's own.
local links = {
  { id = "formation", kinds = { "school", "university", "college", "competence-centre", "training-provider", "education" } },
  { id = "recherche", kinds = { "research-centre", "living-lab", "archive" } },
  { id = "creation", kinds = { "company", "freelancer", "nonprofit", "association", "fablab" } },
  { id = "accompagnement", kinds = { "accelerator", "incubator", "cluster", "hub", "federation" } },
  { id = "financement", kinds = { "fund", "funder" } },
  { id = "diffusion", kinds = { "media", "venue", "festival-organiser", "organiser", "museum", "cultural-centre" } },
  { id = "institution", kinds = { "public-agency", "municipality" } },
}

--- The trades the article names for the cluster.
local trades = { "animation", "audiovisuel", "jeu-video", "communication-digitale", "cinema" }

local function link_of_kinds()
  local of_kind = {}
  for _, link in ipairs(links) do
    for _, kind in ipairs(link.kinds) do
      of_kind[kind] = link.id
    end
  end
  return of_kind
end

--- Counts actors by link and trade; an actor of two trades counts in both, one without a trade in `other`.
local function count(actors)
  local of_kind, counts, others = link_of_kinds(), {}, 0
  for _, actor in ipairs(actors) do
    local link = of_kind[actor.kind]
    if not link then
      others = others + 1
    else
      counts[link] = counts[link] or { other = 0 }
      local has = {}
      for _, sector in ipairs(actor.sectors or {}) do
        has[sector] = true
      end
      local is_trade = false
      for _, trade in ipairs(trades) do
        if has[trade] then
          counts[link][trade], is_trade = (counts[link][trade] or 0) + 1, true
        end
      end
      counts[link].other = counts[link].other + (is_trade and 0 or 1)
    end
  end
  return counts, others
end

local function matrix(doc, counts, texts)
  local columns, rows, gaps = { t("chaine.link") }, {}, {}
  for position, trade in ipairs(trades) do
    columns[position + 1] = { texts[trade] or trade, align = "right", kind = "integer" }
  end
  columns[#columns + 1] = { t("chaine.other"), align = "right", kind = "integer" }
  for _, link in ipairs(links) do
    local row, of_link = { t("link." .. link.id) }, counts[link.id] or { other = 0 }
    local has_trade = false
    for position, trade in ipairs(trades) do
      row[position + 1] = of_link[trade] or 0
      has_trade = has_trade or of_link[trade] ~= nil
    end
    row[#row + 1] = of_link.other
    rows[#rows + 1] = row
    if not has_trade then
      gaps[#gaps + 1] = t("link." .. link.id)
    end
  end
  doc:table { columns = columns, rows = rows, totals = true }
  return gaps
end

--- What the article says of each step of the chain, in the order of the chain.
local function article_table(doc)
  local entries, rows = rows_of.csv("data/value_chain.csv"), {}
  for position, entry in ipairs(entries) do
    rows[position] = { t("step." .. entry.step), t("state." .. entry.state), labels.text(entry.text), entry.locator }
  end
  doc:heading(t("chaine.article"), 2)
  doc:table { columns = { t("chaine.step"), t("chaine.state"), t("chaine.said"), t("chaine.locator") }, rows = rows, group = 1 }
  return entries
end

--- Number of records of a filter in each trade, those of two trades in both: trade → number.
local function in_trades(collection, filter)
  local counts = {}
  filter.sectors = { has = trades }
  for _, group in ipairs(collection.group(filter, { by = { "sectors" } })) do
    counts[group.sectors] = group.count
  end
  return counts
end

--- For each trade of the cluster the actors and the projects that are known.
local function trades_table(doc, here, texts)
  local rows, empty = {}, {}
  local known = scope.real { territory = here.territory, standing = "existing" }
  local actors = in_trades(grappe.actors, known)
  known.kind = { "company", "freelancer" }
  local firms = in_trades(grappe.actors, known)
  local projects = in_trades(grappe.projects, scope.real { territory = here.territory })
  for position, trade in ipairs(trades) do
    rows[position] = { texts[trade] or trade, actors[trade] or 0, firms[trade] or 0, projects[trade] or 0 }
    if not firms[trade] then
      empty[#empty + 1] = trade
    end
  end
  doc:heading(t("chaine.trades"), 2)
  doc:table {
    columns = {
      t("chaine.trade"), { t("chaine.actors"), align = "right", kind = "integer" },
      { t("chaine.firms"), align = "right", kind = "integer" }, { t("chaine.projects"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
  if #empty > 0 then
    doc:note(t("chaine.enter_members", { trades = table.concat(empty, ", "), territory = here.territory }))
  end
  doc:note(t("chaine.enter_projects", { territory = here.territory }))
end

--- Writes the report; `params.departement` narrows it.
function chaine.run(params, doc)
  local here = { territory = params.departement or region, standing = "existing" }
  if size.is_too_large(doc, scope.sector(here), "--departement") then
    return
  end
  local actors = grappe.actors.find(scope.sector(here))
  local counts, others = count(actors)
  local texts = labels.concepts("sector")
  doc:figures { labels.figure("chaine.actors_count", #actors) }
  local cited = article_table(doc)
  trades_table(doc, here, texts)
  doc:heading(t("chaine.matrix"), 2)
  local gaps = matrix(doc, counts, texts)
  if #gaps > 0 then
    doc:text(t("chaine.gaps", { links = table.concat(gaps, ", ") }))
  end
  doc:note(t("chaine.definition", { others = others }))
  scope.note(doc, here)
  table.move(actors, 1, #actors, #cited + 1, cited)
  sources.cite(doc, cited)
end

return chaine
