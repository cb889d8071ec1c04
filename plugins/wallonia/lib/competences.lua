-- Skills: those needed, those taught, and the gaps between both.
local labels = require "lib.labels"
local sources = require "lib.sources"

local competences = {}

local t = grappe.t
local urgency_order = { high = 1, medium = 2, low = 3 }

local function names_of_providers()
  local names = {}
  for actor in grappe.actors.each({}, { fields = { "id", "name" } }) do
    names[actor.id] = actor.name
  end
  return names
end

local function trainings(params)
  return grappe.trainings.find {
    skills = params.skill and { has = params.skill },
    segment = params.segment,
    city = params.city,
  }
end

--- The needs by skill, and for each skill the trainings that teach it.
local function gather(params, offered)
  local needs, taught = {}, {}
  local records = grappe.skill_needs.find { skill = params.skill }
  for _, need in ipairs(records) do
    needs[need.skill] = needs[need.skill] or {}
    table.insert(needs[need.skill], need)
  end
  for _, training in ipairs(offered) do
    for _, skill in ipairs(training.skills or {}) do
      taught[skill] = taught[skill] or {}
      table.insert(taught[skill], training)
    end
  end
  return needs, taught, records
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
local function ranked(needs, taught, texts)
  local skills, place = {}, {}
  for skill in pairs(needs) do
    skills[#skills + 1] = skill
  end
  labels.sort(skills, function(skill) return texts[skill] or skill end)
  for position, skill in ipairs(skills) do
    local shortage = is_shortage(needs[skill]) and 0 or 1
    local covered = taught[skill] and 1 or 0
    place[skill] = ((shortage * 2 + covered) * 10 + urgency(needs[skill])) * 10000 + position
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

local function needs_table(doc, needs, taught, texts, names)
  local rows = {}
  for _, skill in ipairs(ranked(needs, taught, texts)) do
    local list = taught[skill] or {}
    rows[#rows + 1] = {
      texts[skill] or skill, is_shortage(needs[skill]) and t("competences.yes") or "", demand_text(needs[skill]),
      #list, provider_list(list, names),
    }
  end
  doc:heading(t("competences.needs"), 2)
  doc:table {
    columns = {
      t("competences.skill"), t("competences.shortage"), t("competences.demand"),
      { t("competences.trainings"), align = "right", kind = "integer" }, t("competences.providers"),
    },
    rows = rows,
  }
end

local function mark(record, text)
  return record.standing == "proposed" and text .. "\u{A0}*" or text
end

local function skill_names(training, texts)
  local list = {}
  for _, skill in ipairs(training.skills or {}) do
    list[#list + 1] = texts[skill] or skill
  end
  return table.concat(labels.sort(list), ", ")
end

local function register_table(doc, offered, texts, names)
  labels.sort(offered, function(training)
    return (names[training.provider] or "") .. "\0" .. training.title .. "\0" .. training.id
  end)
  local rows = {}
  for position, training in ipairs(offered) do
    rows[position] = {
      names[training.provider] or t("competences.no_provider"), mark(training, training.title), training.format or "",
      training.target or "", skill_names(training, texts),
    }
  end
  doc:heading(t("competences.register"), 2)
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

local function count(needs, taught)
  local counts = { needed = 0, shortage = 0, uncovered = 0, taught = 0 }
  for skill, list in pairs(needs) do
    counts.needed = counts.needed + 1
    if is_shortage(list) then
      counts.shortage = counts.shortage + 1
      counts.uncovered = counts.uncovered + (taught[skill] and 0 or 1)
    end
  end
  for _ in pairs(taught) do
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

--- Writes the report; `params` may hold `skill`, `segment` and `city`.
function competences.run(params, doc)
  local offered = trainings(params)
  local needs, taught, records = gather(params, offered)
  local texts, names = labels.concepts("skill"), names_of_providers()
  local counts = count(needs, taught)
  doc:figures {
    { label = t("competences.trainings"), value = #offered },
    { label = t("competences.taught"), value = counts.taught },
    { label = t("competences.needed"), value = counts.needed },
    { label = t("competences.in_shortage"), value = counts.shortage },
    { label = t("competences.uncovered"), value = counts.uncovered },
  }
  if next(needs) then
    needs_table(doc, needs, taught, texts, names)
  end
  if #offered > 0 then
    register_table(doc, offered, texts, names)
    outcomes_table(doc, offered, names)
  end
  doc:note(t("competences.uncovered_note"))
  doc:note(t("competences.unspecified", { count = without_skills(offered), total = #offered }))
  doc:note(t("competences.publish"))
  table.move(records, 1, #records, #offered + 1, offered)
  sources.cite(doc, offered)
end

return competences
