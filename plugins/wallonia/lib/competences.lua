-- Skills: those needed, those taught, and the gaps between both. A planned training teaches nobody yet; a training on a broader or
-- a narrower skill answers a need in part.
local labels = require "europe.lib.labels"
local places = require "europe.lib.places"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local skills_of = require "lib.skills"
local sources = require "europe.lib.sources"

local competences = {}

local t = grappe.t
local formats = {
  alternance = true, coaching = true, event = true, long = true, masterclass = true, ["on-demand"] = true, short = true,
  workshop = true,
}
local urgency_order = { high = 1, medium = 2, low = 3 }

--- The names of the actors that provide a training.
local function names_of_providers()
  local ids, names = {}, {}
  for _, group in ipairs(grappe.trainings.group({ provider = { present = true } }, { by = { "provider" } })) do
    ids[#ids + 1] = group.provider
  end
  for id, actor in pairs(size.by_id(grappe.actors, ids, { "id", "name" })) do
    names[id] = actor.name
  end
  return names
end

--- Returns the real trainings that the parameters select: the existing ones, and the planned ones.
local function trainings(params, near)
  local wanted = { params.skill }
  for _, skill in ipairs(near) do
    wanted[#wanted + 1] = skill.code
  end
  local existing, planned = {}, {}
  local filter = {
    skills = params.skill and { has = wanted }, segment = params.segment,
    city = places.spellings(grappe.trainings, params.city),
  }
  for training in grappe.trainings.each(scope.real(filter)) do
    table.insert(training.standing == "proposed" and planned or existing, training)
  end
  return existing, planned
end

--- Returns the number of existing trainings: the figure of this report, for others that show it.
function competences.number()
  return grappe.trainings.count(scope.real { standing = "existing" })
end

--- Returns the trainings of a list by skill.
local function by_skill(list)
  local taught = {}
  for _, training in ipairs(list) do
    for _, skill in ipairs(training.skills or {}) do
      taught[skill] = taught[skill] or {}
      table.insert(taught[skill], training)
    end
  end
  return taught
end

local function needs_by_skill(params)
  local needs = {}
  local records = grappe.skill_needs.find(scope.real { skill = params.skill })
  for _, need in ipairs(records) do
    needs[need.skill] = needs[need.skill] or {}
    table.insert(needs[need.skill], need)
  end
  return needs, records
end

--- Returns how each skill of `needs` is covered: the near skills that existing trainings teach, and the number of these trainings.
local function coverage(needs, taught, graph)
  local covered = {}
  for skill in pairs(needs) do
    local near, seen, number = {}, {}, 0
    for _, other in ipairs(skills_of.near(graph, skill)) do
      for _, training in ipairs(taught[other.code] or {}) do
        number = number + (seen[training.id] and 0 or 1)
        seen[training.id] = true
      end
      near[#near + 1] = taught[other.code] and other
    end
    covered[skill] = { near = near, number = number }
  end
  return covered
end

local function is_shortage(needs)
  for _, need in ipairs(needs) do
    if need.shortage == "yes" then
      return true
    end
  end
  return false
end

--- The needs in words: the sources' own, then posts and urgency of the needs that companies published.
local function demand_text(needs)
  local parts = {}
  for _, need in ipairs(needs) do
    if need.demand then
      parts[#parts + 1] = need.demand
    end
    if need.count then
      parts[#parts + 1] = t("competences.posts", { count = need.count })
    end
    if need.urgency then
      parts[#parts + 1] = t("competences.urgency_" .. need.urgency)
    end
  end
  return table.concat(parts, "; ")
end

local function urgency(needs)
  local best = 4
  for _, need in ipairs(needs) do
    best = math.min(best, urgency_order[need.urgency] or 4)
  end
  return best
end

--- Needs without a training come first, shortages before the others, then the urgent ones, then by name.
local function ranked(needs, taught, covered, texts)
  local skills, place = {}, {}
  for skill in pairs(needs) do
    skills[#skills + 1] = skill
  end
  labels.sort(skills, function(skill) return texts[skill] or skill end)
  for position, skill in ipairs(skills) do
    local shortage = is_shortage(needs[skill]) and 0 or 1
    local is_covered = (taught[skill] or covered[skill].number > 0) and 1 or 0
    place[skill] = ((shortage * 2 + is_covered) * 10 + urgency(needs[skill])) * 10000 + position
  end
  table.sort(skills, function(a, b) return place[a] < place[b] end)
  return skills
end

local function provider_list(list, names)
  local seen, providers = {}, {}
  for _, training in ipairs(list or {}) do
    local name = training.provider and names[training.provider]
    if name and not seen[name] then
      seen[name], providers[#providers + 1] = true, name
    end
  end
  return table.concat(labels.sort(providers), ", ")
end

--- The providers of a skill, then the near skills that are taught instead.
local function answer(list, near, texts, names)
  local parts = {}
  if #list > 0 then
    local providers = provider_list(list, names)
    parts[1] = providers ~= "" and providers or t("competences.no_provider")
  end
  for _, skill in ipairs(near) do
    parts[#parts + 1] = t("competences." .. skill.sort, { name = texts[skill.code] or skill.code })
  end
  return table.concat(parts, " · ")
end

local function needs_table(doc, needs, offer, texts, names)
  local rows = {}
  for _, skill in ipairs(ranked(needs, offer.taught, offer.covered, texts)) do
    local list = offer.taught[skill] or {}
    rows[#rows + 1] = {
      texts[skill] or skill, is_shortage(needs[skill]) and t("competences.yes") or "", demand_text(needs[skill]),
      #list, offer.covered[skill].number, #(offer.planned[skill] or {}),
      answer(list, offer.covered[skill].near, texts, names),
    }
  end
  doc:heading(t("competences.needs"), 2)
  doc:table {
    columns = {
      t("competences.skill"), t("competences.shortage"), t("competences.demand"),
      { t("competences.direct"), align = "right", kind = "integer" }, { t("competences.near"), align = "right", kind = "integer" },
      { t("competences.planned_short"), align = "right", kind = "integer" }, t("competences.providers"),
    },
    rows = rows,
  }
end

local function skill_names(training, texts)
  local list = {}
  for _, skill in ipairs(training.skills or {}) do
    list[#list + 1] = texts[skill] or skill
  end
  return table.concat(labels.sort(list), ", ")
end

--- The form of a training in words; a form of one's own as it is written.
local function format_text(training)
  local format = training.format
  return formats[format] and t("format." .. format) or format or ""
end

local function register_table(doc, title, offered, texts, names)
  if #offered == 0 then
    return
  end
  labels.sort(offered, function(training)
    return (names[training.provider] or "") .. "\0" .. training.title .. "\0" .. training.id
  end)
  local rows = {}
  for position, training in ipairs(offered) do
    rows[position] = {
      names[training.provider] or t("competences.no_provider"), training.title, format_text(training),
      training.target or "", skill_names(training, texts),
    }
  end
  doc:heading(title, 2)
  doc:table {
    columns = {
      t("competences.provider"), t("competences.training"), t("competences.format"), t("competences.target"),
      t("competences.skills"),
    },
    rows = rows, group = 1,
  }
end

local function outcomes_table(doc, offered, names)
  local rows = {}
  for _, training in ipairs(offered) do
    if training.outcome then
      rows[#rows + 1] = { names[training.provider] or "", training.title, training.outcome }
    end
  end
  if #rows > 0 then
    doc:heading(t("competences.outcomes"), 2)
    doc:table { columns = { t("competences.provider"), t("competences.training"), t("competences.outcome") }, rows = rows }
  end
end

local function count(needs, offer)
  local counts = { needed = 0, shortage = 0, uncovered = 0, taught = 0 }
  for skill, list in pairs(needs) do
    counts.needed = counts.needed + 1
    if is_shortage(list) then
      counts.shortage = counts.shortage + 1
      local is_covered = offer.taught[skill] or offer.covered[skill].number > 0
      counts.uncovered = counts.uncovered + (is_covered and 0 or 1)
    end
  end
  for _ in pairs(offer.taught) do
    counts.taught = counts.taught + 1
  end
  return counts
end

local function without_skills(offered)
  local number = 0
  for _, training in ipairs(offered) do
    number = number + (#(training.skills or {}) == 0 and 1 or 0)
  end
  return number
end

--- The frameworks that the white paper names, with the existing trainings tied to each.
local function frameworks_table(doc, existing)
  local counts, rows = {}, {}
  for _, training in ipairs(existing) do
    for _, framework in ipairs(training["wallonia.frameworks"] or {}) do
      counts[framework] = (counts[framework] or 0) + 1
    end
  end
  for concept in grappe.concepts.each({ scheme = "wallonia-framework" }, { order = "code" }) do
    rows[#rows + 1] = { labels.text(concept.label), concept.locator or "", counts[concept.code] or 0 }
  end
  doc:heading(t("competences.frameworks"), 2)
  doc:table {
    columns = {
      t("competences.framework"), t("competences.where"), { t("competences.trainings"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
  if next(counts) == nil then
    doc:note(t("competences.no_framework"))
  end
end

local function figures(doc, existing, planned, counts)
  doc:figures {
    labels.figure("competences.trainings_count", #existing),
    labels.figure("competences.planned_count", #planned),
    labels.figure("competences.taught", counts.taught),
    labels.figure("competences.needed", counts.needed),
    { label = t("competences.in_shortage"), value = counts.shortage },
    { label = t("competences.uncovered"), value = counts.uncovered },
  }
end

--- Writes the report; `params` may hold `skill`, `segment` and `city`.
function competences.run(params, doc)
  local graph = skills_of.graph()
  local existing, planned = trainings(params, params.skill and skills_of.near(graph, params.skill) or {})
  local needs, records = needs_by_skill(params)
  local offer = { taught = by_skill(existing), planned = by_skill(planned) }
  offer.covered = coverage(needs, offer.taught, graph)
  local texts, names = labels.concepts("skill"), names_of_providers()
  figures(doc, existing, planned, count(needs, offer))
  if next(needs) then
    needs_table(doc, needs, offer, texts, names)
  end
  register_table(doc, t("competences.register"), existing, texts, names)
  register_table(doc, t("competences.planned"), planned, texts, names)
  outcomes_table(doc, existing, names)
  frameworks_table(doc, existing)
  doc:note(t("competences.uncovered_note"))
  doc:note(t("competences.unspecified", { count = without_skills(existing), total = #existing }))
  doc:note(t("competences.publish"))
  table.move(planned, 1, #planned, #existing + 1, existing)
  sources.cite(doc, table.move(records, 1, #records, #existing + 1, existing))
end

return competences
