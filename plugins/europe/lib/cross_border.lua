-- Cooperation across borders: the areas and their members, the ties between countries, and the introductions to make.
local labels = require "lib.labels"
local places = require "lib.places"
local scope = require "lib.scope"
local size = require "lib.size"
local sources = require "lib.sources"

local transfrontalier = {}

local t = grappe.t
local areas = { "area-grande-region", "area-eurometropole", "area-euregio" }

local function names_of(ids, texts)
  local names = {}
  for position, id in ipairs(ids) do
    names[position] = texts[id] or id
  end
  return names
end

--- The table of the members of an area; `known` counts the existing actors of the sector by place.
local function members_table(doc, area, members, texts, country_of, known)
  local rows, countries_in, seen = {}, 0, {}
  for position, id in ipairs(area["europe.members"]) do
    local country = country_of[id]
    if country and not seen[country] then
      seen[country], countries_in = true, countries_in + 1
    end
    rows[position] = { texts[id], texts[country], places.counted(known, members[id]) }
  end
  doc:table {
    columns = {
      t("transfrontalier.member"), t("transfrontalier.country"),
      { t("transfrontalier.actors"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
  doc:note(grappe.label {
    de = area["europe.members_note_de"], en = area["europe.members_note_en"], fr = area["europe.members_note_fr"],
  })
end

--- The existing actors of the sector in an area: those of any of its members. A member that is itself made of territories counts
--- without them, since they may lie outside: Brussels is no part of the Greater Region, the community of Wallonia and Brussels is.
local function actors_in(area, members)
  local alternatives = {}
  for _, id in ipairs(area["europe.members"]) do
    for _, condition in ipairs(places.within(members[id])) do
      if condition.territory ~= members[id]["europe.members"] then
        alternatives[#alternatives + 1] = condition
      end
    end
  end
  return scope.sector { any = alternatives, standing = "existing" }
end

local function countries_of(area, country_of)
  local list, seen = {}, {}
  for _, id in ipairs(area["europe.members"]) do
    local country = country_of[id]
    if country and not seen[country] then
      list[#list + 1], seen[country] = country, true
    end
  end
  return list
end

local function number(value)
  return value and ("%.2f"):format(value):gsub("%.", t("decimal")) or t("transfrontalier.unsaid")
end

--- The ties within and across the countries of the area, compared with chance, and the pairs of countries.
local function mixing(doc, found, texts)
  if found.internal + found.external < scope.enough then
    doc:note(t("transfrontalier.few", { count = found.internal + found.external }))
  end
  doc:text(t("transfrontalier.index", {
    external = found.external, internal = found.internal, index = number(found.index), expected = number(found.expected),
  }))
  local rows = {}
  for _, pair in ipairs(found.pairs) do
    if pair.first ~= pair.second then
      rows[#rows + 1] = { texts[pair.first], texts[pair.second], pair.ties, pair.possible, number(pair.expected) }
    end
  end
  doc:heading(t("transfrontalier.pairs"), 3)
  doc:table {
    columns = {
      t("transfrontalier.country"), t("transfrontalier.country"),
      { t("transfrontalier.ties"), align = "right", kind = "integer" },
      { t("transfrontalier.possible"), align = "right", kind = "integer" },
      { t("transfrontalier.expected"), align = "right" },
    },
    rows = rows,
  }
end

local function introductions(doc, actors, groups, limit)
  local sector_names, rows = labels.concepts("sector"), {}
  for position, pair in ipairs(grappe.network.introductions(actors, { groups = groups, limit = limit })) do
    local through = {}
    for place, actor in ipairs(pair.through) do
      through[place] = actor.name
    end
    rows[position] = {
      position, pair.first.name, pair.second.name, table.concat(through, ", "),
      table.concat(labels.sort(names_of(pair.sectors, sector_names)), ", "),
    }
  end
  if #rows == 0 then
    doc:note(t("transfrontalier.no_introductions"))
    return
  end
  doc:heading(t("transfrontalier.introductions"), 3)
  doc:table {
    columns = {
      { "", align = "right", kind = "integer" }, t("transfrontalier.one"), t("transfrontalier.other"),
      t("transfrontalier.through"), t("transfrontalier.sectors"),
    },
    rows = rows,
  }
end

local function one_area(doc, id, texts, country_of, known, limit)
  local area = grappe.territories.get(id)
  local members = size.by_id(grappe.territories, area["europe.members"])
  local actors = actors_in(area, members)
  local groups = { territory = countries_of(area, country_of) }
  doc:heading(texts[id], 2)
  members_table(doc, area, members, texts, country_of, known)
  if size.is_too_large(doc, actors, "--area") then
    return area
  end
  local found = grappe.network.ei_index(actors, { groups = groups, relations = scope.ties { standing = "existing" } })
  if #found.groups > 1 then
    mixing(doc, found, texts)
    introductions(doc, actors, groups, limit)
  else
    doc:note(t("transfrontalier.one_country"))
  end
  return area
end

--- The ties between actors of two countries, each with its type.
local function foreign_ties(country_of)
  local actors, rows = {}, {}
  for actor in grappe.actors.each(scope.real(), { fields = { "name", "territory" } }) do
    actors[actor.id] = { name = actor.name, country = country_of[actor.territory] }
  end
  for relation in grappe.relations.each(scope.real()) do
    local from, to = actors[relation.from], actors[relation.to]
    if from and to and from.country and to.country and from.country ~= to.country then
      rows[#rows + 1] = { from = from, to = to, relation = relation }
    end
  end
  return rows
end

local function ties_table(doc, ties, texts)
  local types, rows = labels.concepts("relation-type"), {}
  for position, tie in ipairs(ties) do
    local mark = tie.relation.standing == "proposed" and "\u{A0}*" or ""
    rows[position] = {
      tie.from.name, texts[tie.from.country], types[tie.relation.type] .. mark, tie.to.name, texts[tie.to.country],
    }
  end
  labels.sort(rows, function(row) return row[2] .. row[1] .. row[4] end)
  doc:heading(t("transfrontalier.foreign"), 2)
  doc:table {
    columns = {
      t("transfrontalier.one"), t("transfrontalier.country"), t("transfrontalier.tie"), t("transfrontalier.other"),
      t("transfrontalier.country"),
    },
    rows = rows,
  }
end

--- Number of the ties that exist; the others are planned.
local function existing(ties)
  local count = 0
  for _, tie in ipairs(ties) do
    count = count + (tie.relation.standing == "existing" and 1 or 0)
  end
  return count
end

--- Writes the report; `params.area` is one area (all three if left out), `params.limit` the number of introductions for each.
function transfrontalier.run(params, doc)
  local texts, country_of, shown = labels.territories(), places.nearest("^iso3166%-1$"), {}
  if size.is_too_large(doc, scope.real(), "grappe export actor --filter") then
    return
  end
  local ties, known = foreign_ties(country_of), places.census(grappe.actors, scope.sector { standing = "existing" })
  doc:text(t("transfrontalier.about"))
  doc:figures {
    labels.figure("transfrontalier.areas", params.area and 1 or #areas),
    labels.figure("transfrontalier.foreign_count", existing(ties)),
    labels.figure("transfrontalier.planned", #ties - existing(ties)),
  }
  for position, id in ipairs(params.area and { params.area } or areas) do
    shown[position] = one_area(doc, id, texts, country_of, known, params.limit)
  end
  if #ties > 0 then
    ties_table(doc, ties, texts)
  end
  doc:note(t("transfrontalier.twinnings"))
  scope.note(doc, { standing = "existing" })
  doc:note(t("transfrontalier.scope"))
  doc:note(t("transfrontalier.method"))
  sources.cite(doc, shown)
end

return transfrontalier
