-- Foreign partners of the cluster: the stage of each partnership, the role in charge, the next step, and the log of what was done.
local partners = {}

local t = grappe.t
local cluster = "primi"
local separator = " | "

--- The stages of a partnership, in order.
partners.stages = { "identified", "interested", "contacted", "negotiating", "agreed", "active" }
--- The roles that can be in charge. A role, never a person.
partners.owners = { "management", "international", "projects", "funding", "communication", "membership" }

--- Returns the territories by id.
function partners.territories()
  local records = {}
  for territory in grappe.territories.each() do
    records[territory.id] = territory
  end
  return records
end

--- Returns the country that `territory` lies in.
function partners.country_of(territory, territories)
  local here = territories[territory]
  while here and here.scheme ~= "iso3166-1" and here.parent do
    here = territories[here.parent]
  end
  return here and here.id or territory
end

--- Returns the position of a stage.
function partners.rank(stage)
  for position, name in ipairs(partners.stages) do
    if name == stage then
      return position
    end
  end
end

local function stage_of(relation)
  return relation["paca.pipeline"] or (relation.type == "interested-in" and "interested" or "identified")
end

--- Returns the entries of a log, each `{ date=, stage=, owner=, text= }`, the oldest first.
function partners.log(relation)
  local entries = {}
  for _, line in ipairs(relation["paca.log"] or {}) do
    local date, stage, owner, text = line:match("^(%S+) | (%S+) | (%S+) | (.*)$")
    if date then
      entries[#entries + 1] = { date = date, stage = stage, owner = owner ~= "-" and owner or nil, text = text }
    end
  end
  return entries
end

local function actors_by_id(relations)
  local ids, actors = {}, {}
  for position, relation in ipairs(relations) do
    ids[position] = relation.from == cluster and relation.to or relation.from
  end
  if #ids > 0 then
    for actor in grappe.actors.each { id = ids } do
      actors[actor.id] = actor
    end
  end
  return actors
end

--- Returns the ties of the cluster with actors of other countries, with the stage each has reached.
function partners.find(territories)
  local list = {}
  local relations = grappe.relations.find({ any = { { from = cluster }, { to = cluster } } }, { order = { "id" } })
  local actors = actors_by_id(relations)
  for _, relation in ipairs(relations) do
    local actor = actors[relation.from == cluster and relation.to or relation.from]
    local country = actor and partners.country_of(actor.territory, territories)
    if country and country ~= "FR" then
      list[#list + 1] = {
        relation = relation, actor = actor, country = country, stage = stage_of(relation), since = relation["paca.stage_since"],
        owner = relation["paca.owner"], next_step = relation["paca.next_step"], due = relation["paca.due"],
      }
    end
  end
  return list
end

--- Returns the tie between the cluster and a partner; nil when there is none.
local function tie_with(actor)
  for relation in grappe.relations.each({ from = { actor, cluster }, to = { actor, cluster } }, { order = { "id" }, limit = 1 }) do
    return relation
  end
end

local function check(params, relation)
  local next_step = params.next_step or relation and not params.done and relation["paca.next_step"]
  if params.date > grappe.today():sub(1, #params.date) then
    error(t("partner.future", { date = params.date }), 0)
  end
  if params.due and not next_step then
    error(t("partner.due_without_step"), 0)
  end
  if not (relation or params.stage) then
    error(t("partner.stage_needed"), 0)
  end
end

--- The text of the entry of the log: the note, the step that was done, the step that comes.
local function entry_of(params, relation)
  local parts = { params.note }
  if params.done and relation and relation["paca.next_step"] then
    parts[#parts + 1] = t("partner.done", { step = relation["paca.next_step"] })
  end
  if params.next_step then
    parts[#parts + 1] = t("partner.planned", { step = params.next_step })
  end
  return table.concat(parts, " ; ")
end

local function logged(params, relation, stage, owner)
  local log = relation and relation["paca.log"] or {}
  log = table.move(log, 1, #log, 1, {})
  log[#log + 1] = table.concat({ params.date, stage, owner or "-", entry_of(params, relation) }, separator)
  return log
end

--- Records a step of a partnership with a foreign actor; makes the tie if there is none. `params` holds `actor`, `date` (of what
--- happened; today without it), `stage`, `owner`, `next_step`, `due`, `done` and `note`. Raises for a date to come, a due date without
--- a step, or a first entry without a stage.
function partners.advance(params)
  params.date = params.date or grappe.today()
  local relation = tie_with(params.actor)
  check(params, relation)
  local stage = params.stage or stage_of(relation)
  local owner = params.owner or relation and relation["paca.owner"]
  local is_replaced = params.done or params.next_step
  -- An empty text clears the step that is done or replaced, with its date.
  local fields = {
    ["paca.pipeline"] = stage, ["paca.owner"] = owner, ["paca.next_step"] = params.next_step or is_replaced and "" or nil,
    ["paca.due"] = params.due or is_replaced and "" or nil,
    ["paca.log"] = logged(params, relation, stage, owner),
  }
  if not relation or stage ~= relation["paca.pipeline"] then
    fields["paca.stage_since"] = params.date
  end
  if relation then
    return grappe.relations.set(relation.id, fields)
  end
  fields.from, fields.to, fields.type, fields.start = params.actor, cluster, "candidate-partner-of", params.date
  return grappe.relations.add(fields)
end

return partners
