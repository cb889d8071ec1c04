-- The community: its steering, its members, and the labels with their holders and terms.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local communaute = {}

local t = grappe.t
local community = "wake-by-digital-wallonia"

--- The label's award that an actor holds on `day`; nil when there is none.
function communaute.current_award(label, actor, day)
  for award in grappe.label_awards.each({ label = label, actor = actor }, { order = { "-issued" } }) do
    if award.issued <= day and (not award.expires or award.expires >= day) then
      return award
    end
  end
end

--- Returns the number of awards of a label that hold on `day`, those of invented examples left out.
function communaute.number(label, day)
  return grappe.label_awards.count(scope.real {
    label = label, issued = { le = day }, any = { { expires = { present = false } }, { expires = { ge = day } } },
  })
end

--- The actors tied to the community, and those that hold a label, by id.
local function actors_by_id()
  local ids = {}
  for relation in grappe.relations.each({ to = community }, { fields = { "from" } }) do
    ids[#ids + 1] = relation.from
  end
  for award in grappe.label_awards.each({}, { fields = { "actor" } }) do
    ids[#ids + 1] = award.actor
  end
  return size.by_id(grappe.actors, ids, { "id", "name", "kind", "standing" })
end

local function mark(record, text)
  return record.standing == "proposed" and text .. "\u{A0}*" or text
end

local function state(award, day)
  if award.issued > day then
    return "future"
  end
  return award.expires and award.expires < day and "expired" or "valid"
end

local function labels_table(doc, day, actors)
  local rows, counts = {}, { valid = 0, expired = 0, future = 0 }
  local titles = {}
  for label in grappe.labels.each() do
    titles[label.id] = mark(label, labels.text(label.name))
  end
  for award in grappe.label_awards.each({}, { order = { "label", "-issued" } }) do
    local now = state(award, day)
    counts[now] = counts[now] + 1
    rows[#rows + 1] = {
      titles[award.label] or award.label, actors[award.actor] and actors[award.actor].name or award.actor, labels.date(award.issued),
      award.expires and labels.date(award.expires) or t("communaute.no_end"), t("communaute." .. now),
    }
  end
  return rows, counts, titles
end

local function write_labels(doc, rows, titles)
  doc:heading(t("communaute.labels"), 2)
  if #rows > 0 then
    doc:table {
      columns = {
        t("communaute.label"), t("communaute.actor"), t("communaute.issued"), t("communaute.expires"),
        t("communaute.state"),
      },
      rows = rows, group = 1,
    }
  else
    local names = {}
    for _, title in pairs(titles) do
      names[#names + 1] = title
    end
    doc:text(t("communaute.no_award", { labels = table.concat(labels.sort(names), ", ") }))
  end
end

--- The actors tied to the community by one of the types, grouped by the first type.
local function ties(types, actors)
  local found = grappe.relations.find(scope.real { to = community, type = types })
  labels.sort(found, function(relation)
    return relation.type .. "\0" .. (actors[relation.from] and actors[relation.from].name or relation.from)
  end)
  return found
end

--- Number of the ties that exist; the planned ones are listed with a mark, and count apart.
local function existing(relations)
  local number = 0
  for _, relation in ipairs(relations) do
    number = number + (relation.standing == "existing" and 1 or 0)
  end
  return number
end

local function ties_table(doc, title, found, actors, with_type)
  local kinds, types, rows = labels.concepts("actor-kind"), labels.concepts("relation-type"), {}
  for _, relation in ipairs(found) do
    local actor = actors[relation.from]
    local row = {
      mark(relation, actor and actor.name or relation.from), actor and kinds[actor.kind] or "",
      relation.start and labels.date(relation.start) or "", relation.note or "",
    }
    if with_type then
      table.insert(row, 1, types[relation.type])
    end
    rows[#rows + 1] = row
  end
  local columns = { t("communaute.actor"), t("communaute.kind"), t("communaute.since"), t("communaute.note") }
  if with_type then
    table.insert(columns, 1, t("communaute.tie"))
  end
  doc:heading(title, 2)
  doc:table { columns = columns, rows = rows, group = with_type and 1 or nil }
end

local function kinds_chart(doc, committee, actors)
  local kinds, counts, codes = labels.concepts("actor-kind"), {}, {}
  for _, relation in ipairs(committee) do
    local kind = actors[relation.from] and actors[relation.from].kind
    if kind and not counts[kind] then
      counts[kind], codes[#codes + 1] = 0, kind
    end
    counts[kind] = counts[kind] + 1
  end
  labels.sort(codes, function(code) return kinds[code] end)
  table.sort(codes, function(a, b) return counts[a] > counts[b] end)
  local names, values = {}, {}
  for position, code in ipairs(codes) do
    names[position], values[position] = kinds[code], counts[code]
  end
  doc:chart { kind = "bar", title = t("communaute.chart"), labels = names, values = values }
end

--- The latest value of an indicator; nil when none is recorded.
local function latest(indicator)
  for observation in grappe.observations.each({ indicator = indicator }, { order = { "-year" }, limit = 1 }) do
    return math.tointeger(observation.value) or observation.value
  end
end

--- Says why the sources give three numbers for the committee: those it announces, the persons it lists, the bodies they are of.
local function committee_note(doc, committee)
  local announced, listed = latest("ind-wake-structures-comite-pilotage"), latest("ind-comite-pilotage-membres-listes")
  if announced and listed then
    doc:note(t("communaute.three_numbers", { count = existing(committee), announced = announced, listed = listed }))
  end
end

--- Writes the report as of `params.date`, or of today.
function communaute.run(params, doc)
  local day = params.date or grappe.today()
  local actors = actors_by_id()
  local committee = ties({ "steering-committee-member-of" }, actors)
  local others = ties({ "member-of", "partner-of", "supports", "operates", "candidate-partner-of" }, actors)
  local rows, counts, titles = labels_table(doc, day, actors)
  doc:figures {
    { label = t("communaute.committee"), value = existing(committee) },
    labels.figure("communaute.others_count", existing(others)),
    labels.figure("communaute.planned", #committee + #others - existing(committee) - existing(others)),
    labels.figure("communaute.valid_labels", counts.valid),
    labels.figure("communaute.expired_labels", counts.expired),
  }
  ties_table(doc, t("communaute.committee"), committee, actors, false)
  committee_note(doc, committee)
  kinds_chart(doc, committee, actors)
  ties_table(doc, t("communaute.others"), others, actors, true)
  write_labels(doc, rows, titles)
  doc:note(t("communaute.missing"))
  table.move(others, 1, #others, #committee + 1, committee)
  sources.cite(doc, committee)
end

return communaute
