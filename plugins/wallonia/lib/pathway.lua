-- The route of one project: the instruments that fit and those that do not, with reasons, in order, and the stages without any.
local answers = require "lib.answers"
local labels = require "europe.lib.labels"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"
local status = require "europe.lib.status"

local parcours = {}

local t = grappe.t

local function header(doc, project, holder)
  doc:text(t("parcours.project", {
    name = project.name, holder = holder.name,
    stage = project.stage and t("stage." .. project.stage) or t("stage.none"),
  }))
  if project.source == "illustratif" then
    doc:note(t("parcours.illustrative"))
  end
end

--- The size of the holder, or the figures that are missing to determine it.
local function size_note(doc, holder, as_of)
  local found = grappe.funding.sme(holder.id, tonumber(as_of:sub(1, 4)) - 1)
  if found.size then
    doc:note(t("parcours.size", { size = t("size." .. found.size), year = found.year }))
  else
    doc:note(t("parcours.size_unknown", { year = found.year }))
  end
end

--- The conditions of an answer in short: the met ones, the unmet ones with their remedy, the open ones.
local function reasons(answer)
  local parts = {}
  for _, condition in ipairs(answer.conditions) do
    local text = t("verdict." .. condition.verdict, { label = condition.label })
    if condition.verdict == "unmet" and condition.remedy then
      text = t("verdict.mend", { text = text, remedy = condition.remedy })
    end
    parts[#parts + 1] = text
  end
  return table.concat(parts, " · ")
end

local function matches_table(doc, matches)
  local rows = {}
  for position, match in ipairs(matches.results) do
    rows[position] = { t("eligibility." .. match.eligibility), match.name, reasons(match), match.legal.title }
  end
  doc:heading(t("parcours.instruments"), 2)
  doc:table {
    columns = { t("parcours.answer"), t("parcours.instrument"), t("parcours.reasons"), t("parcours.text") },
    rows = rows, group = 1,
  }
end

--- The open questions, the most decisive first, with the name under which each is answered.
local function questions_list(doc, questions, project)
  if #questions == 0 then
    return
  end
  local rows = {}
  for position, question in ipairs(questions) do
    rows[position] = { question.text, answers.name(question.fact) .. "=", question.asked }
  end
  doc:heading(t("parcours.questions"), 2)
  doc:table {
    columns = {
      t("parcours.question"), t("parcours.answer_as"), { t("parcours.asked"), align = "right", kind = "integer" },
    },
    rows = rows,
  }
  doc:note(t("parcours.how_to_answer", { project = project.id, name = answers.name(questions[1].fact) }))
end

local function given_list(doc, read)
  local texts = answers.texts(read)
  if #texts > 0 then
    doc:heading(t("parcours.given"), 2)
    doc:list(texts)
  end
end

local function payments(step)
  local parts = {}
  for position, payment in ipairs(step.payments) do
    parts[position] = t("stage." .. payment.stage)
  end
  return table.concat(parts, ", ")
end

local function steps_table(doc, route)
  local rows = {}
  for position, step in ipairs(route.steps) do
    rows[position] = {
      position, step.name, payments(step), step.certain and t("parcours.certain") or t("parcours.to_check"),
    }
  end
  doc:heading(t("parcours.route"), 2)
  if #rows == 0 then
    doc:note(t("parcours.no_route"))
    return
  end
  doc:table {
    columns = {
      { "", align = "right", kind = "integer" }, t("parcours.instrument"), t("parcours.stages"), t("parcours.certainty"),
    },
    rows = rows,
  }
end

--- What the instruments of known rate pay for a stage, in parts of its cost or in cents, and whether one of unknown rate pays too.
local function paid(route, stage)
  local known, has_unknown = 0, false
  for _, step in ipairs(route.steps) do
    for _, payment in ipairs(step.payments) do
      if payment.stage == stage and step.no_rate then
        has_unknown = true
      elseif payment.stage == stage then
        known = known + (payment.amount and payment.amount.amount or payment.share)
      end
    end
  end
  return known, has_unknown
end

--- Tells how a stage stands: without a known rate, money is possible and no stage is covered.
local function coverage(route, stage)
  local known, has_unknown = paid(route, stage.stage)
  local money = stage.covered and (known > 0 and { amount = known, currency = "EUR" } or "") or ""
  if not has_unknown then
    return t("coverage." .. stage.coverage), money
  end
  return t(known > 0 and "coverage.partly_known" or "coverage.rate_unknown"), money
end

local function stages_table(doc, route)
  local rows = {}
  for position, stage in ipairs(route.stages) do
    local text, money = coverage(route, stage)
    rows[position] = {
      t("stage." .. stage.stage), text, stage.cost or "", money, stage.accompanied and t("parcours.yes") or t("parcours.no"),
    }
  end
  doc:heading(t("parcours.by_stage"), 2)
  doc:table {
    columns = {
      t("parcours.stage"), t("parcours.coverage"), { t("parcours.cost"), align = "right", kind = "money" },
      { t("parcours.covered"), align = "right", kind = "money" }, t("parcours.accompanied"),
    },
    rows = rows,
  }
end

local function stage_names(codes)
  local names = {}
  for position, code in ipairs(codes) do
    names[position] = t("stage." .. code)
  end
  return table.concat(names, ", ")
end

local function gaps(doc, route)
  if #route.gaps > 0 then
    doc:text(t("parcours.gaps", { stages = stage_names(route.gaps) }))
  end
  if #route.missing_links > 0 then
    doc:text(t("parcours.missing_links", { stages = stage_names(route.missing_links) }))
  end
end

--- The calls that a call excludes in the version of its rules that was applied, and how much all aid may pay together.
local function limits_of(match, rules)
  local conditions = rules[match.call .. "\0" .. match.version] or {}
  return conditions.exclusive_with or {}, conditions.rate_total_max
end

--- The conditions of the rules of every call of `matches`, by call and version.
local function rules_of(matches)
  local ids, rules = {}, {}
  for position, match in ipairs(matches.results) do
    ids[position] = match.call
  end
  if #ids > 0 then
    for set in grappe.rule_sets.each { call = ids } do
      rules[set.call .. "\0" .. set.version] = set.conditions
    end
  end
  return rules
end

--- The calls the project may use, with what each excludes, either way round, and the most that all aid may pay together.
local function candidates(matches)
  local list, by_id, rules = {}, {}, rules_of(matches)
  for _, match in ipairs(matches.results) do
    if match.eligibility ~= "ineligible" and match.open ~= "closed" then
      local candidate = { id = match.call, name = match.name, excluded = {} }
      list[#list + 1], by_id[match.call] = candidate, candidate
      candidate.exclusive_with, candidate.total_rate = limits_of(match, rules)
    end
  end
  for _, candidate in ipairs(list) do
    for _, id in ipairs(candidate.exclusive_with) do
      local other = by_id[id]
      if other then
        candidate.excluded[other.name], other.excluded[candidate.name] = true, true
      end
    end
  end
  return list
end

local function sorted_names(set)
  local names = {}
  for name in pairs(set) do
    names[#names + 1] = name
  end
  return table.concat(labels.sort(names), " · ")
end

--- What the project can combine: the calls that nothing known sets against each other, and those that exclude others or limit all aid.
local function combinations(doc, matches)
  local free, rows = {}, {}
  for _, candidate in ipairs(candidates(matches)) do
    local is_free = next(candidate.excluded) == nil
    if is_free then
      free[#free + 1] = candidate.name
    end
    if not is_free or candidate.total_rate then
      rows[#rows + 1] = {
        candidate.name, is_free and "–" or sorted_names(candidate.excluded),
        candidate.total_rate and ("%.0f %%"):format(100 * candidate.total_rate) or "–",
      }
    end
  end
  if #free + #rows == 0 then
    return
  end
  doc:heading(t("parcours.combinations"), 2)
  if #free > 0 then
    doc:text(t("parcours.combines", { names = table.concat(labels.sort(free), " · ") }))
  end
  if #rows == 0 then
    doc:note(t("parcours.no_limit_known"))
    return
  end
  doc:table {
    columns = { t("parcours.instrument"), t("parcours.excludes"), t("parcours.total_rate") }, rows = rows,
  }
end

--- Whether no source says at which stages the call pays.
local function is_of_unknown_stage(call)
  return #(call.stages or {}) == 0
end

--- The calls that are not on the route, by reason; those of unknown stage are to be checked instead.
local function left_out_table(doc, route, unknown)
  local rows, is_unknown = {}, {}
  for _, call in ipairs(unknown) do
    is_unknown[call.id] = true
  end
  for _, call in ipairs(route.left_out) do
    if not is_unknown[call.call] then
      rows[#rows + 1] = { t("left_out." .. call.code), call.name }
    end
  end
  if #rows == 0 then
    return
  end
  labels.sort(rows, function(row) return row[1] .. "\0" .. row[2] end)
  doc:heading(t("parcours.left_out"), 2)
  doc:table { columns = { t("parcours.why"), t("parcours.instrument") }, rows = rows, group = 1 }
end

--- The real calls that are not over and of which the rules, or the stages, are not known: nothing says that they are closed to the
--- project, so each is to be checked with its operator.
local function to_check(matches, known, as_of)
  local calls = {}
  local function add(id, lacks)
    local call = known[id]
    local standing = status.of(call, as_of)
    if call.source ~= "illustratif" and standing ~= "closed" and standing ~= "lapsed" then
      call.status, call.lacks = standing, lacks
      calls[#calls + 1] = call
    end
  end
  for _, id in ipairs(matches.without_rules or {}) do
    add(id, t("parcours.lacks_rules"))
  end
  for _, entry in ipairs(matches.set_aside or {}) do
    add(entry.call, entry.reason)
  end
  for _, match in ipairs(matches.results) do
    if match.eligibility ~= "ineligible" and is_of_unknown_stage(known[match.call]) then
      add(match.call, t("parcours.lacks_stage"))
    end
  end
  return labels.sort(calls, function(call) return call.name end)
end

local function to_check_table(doc, calls)
  if #calls == 0 then
    return
  end
  local rows, ids = {}, {}
  for _, call in ipairs(calls) do
    ids[#ids + 1] = call.operator
  end
  local operators = size.by_id(grappe.actors, ids, { "id", "name" })
  for position, call in ipairs(calls) do
    local operator = operators[call.operator]
    rows[position] = {
      call.name, operator and operator.name or t("funding.no_operator"),
      is_of_unknown_stage(call) and t("stage.none") or stage_names(call.stages), t("status." .. call.status), call.lacks,
    }
  end
  doc:heading(t("parcours.to_check_list"), 2)
  doc:table {
    columns = {
      t("parcours.instrument"), t("parcours.operator"), t("parcours.stages"), t("parcours.state"), t("parcours.lacks"),
    },
    rows = rows,
  }
  doc:note(t("parcours.to_check_note"))
end

local function cited(matches, known)
  local calls = {}
  for position, match in ipairs(matches.results) do
    calls[position] = known[match.call]
  end
  return calls
end

--- The records of all calls that were asked about, by id.
local function calls_of(matches)
  local ids = table.move(matches.without_rules or {}, 1, #(matches.without_rules or {}), 1, {})
  for _, list in ipairs { matches.set_aside or {}, matches.results } do
    for _, entry in ipairs(list) do
      ids[#ids + 1] = entry.call
    end
  end
  return size.by_id(grappe.calls, ids)
end

local function match_of(project, facts, as_of)
  local options = { as_of = as_of, project = project.id, facts = facts, conditions = true }
  return grappe.funding.match(project.holder, { territories = { has = "BE" } }, options)
end

--- Answers questions of the route; `params` holds `project`, `repondre` and `retenir`, whether the answers stay with the project.
--- Returns the answers, the number of calls by answer, and the open questions, the most decisive first, as `grappe run` asks them.
function parcours.answer(params)
  local project = grappe.projects.get(params.project)
  local read = answers.of(project, params.repondre)
  if params.retenir then
    answers.keep(project, params.repondre)
  end
  local matches = match_of(project, answers.facts(read), params.date or grappe.today())
  local open = {}
  for position, question in ipairs(matches.questions) do
    open[position] = { text = question.text, parameter = "repondre", prefix = answers.name(question.fact) .. "=" }
  end
  return {
    project = project.name, answers = answers.texts(read), kept = params.retenir, counts = matches.counts,
    questions = open,
  }
end

--- Writes the report; `params` holds `project`, and perhaps `date` and `repondre`, answers for this report alone.
function parcours.run(params, doc)
  local project = grappe.projects.get(params.project)
  local holder = grappe.actors.get(project.holder)
  local as_of = params.date or grappe.today()
  local read = answers.of(project, params.repondre)
  local facts = answers.facts(read)
  local matches = match_of(project, facts, as_of)
  local known = calls_of(matches)
  local unknown = to_check(matches, known, as_of)
  local route = grappe.funding.route({ id = project.id, facts = facts }, {
    as_of = as_of, filter = { territories = { has = "BE" } },
  })
  header(doc, project, holder)
  doc:figures {
    labels.figure("parcours.eligible", matches.counts.eligible or 0),
    { label = t("parcours.unknown"), value = matches.counts.unknown or 0 },
    labels.figure("parcours.ineligible", matches.counts.ineligible or 0),
    { label = t("parcours.without_rules"), value = #unknown },
  }
  size_note(doc, holder, as_of)
  given_list(doc, read)
  questions_list(doc, matches.questions, project)
  matches_table(doc, matches)
  steps_table(doc, route)
  combinations(doc, matches)
  stages_table(doc, route)
  gaps(doc, route)
  to_check_table(doc, unknown)
  left_out_table(doc, route, unknown)
  doc:note(t("parcours.rules_note"))
  doc:note(matches.notice)
  sources.cite(doc, cited(matches, known))
end

return parcours
