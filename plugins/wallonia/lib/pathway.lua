-- The route of one project: the instruments that fit and those that do not, with reasons, in order, and the stages without any.
local labels = require "europe.lib.labels"
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
  local size = grappe.funding.sme(holder.id, tonumber(as_of:sub(1, 4)) - 1)
  if size.size then
    doc:note(t("parcours.size", { size = t("size." .. size.size), year = size.year }))
  else
    doc:note(t("parcours.size_unknown", { year = size.year }))
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

--- The answer of every call with rules, by id.
local function answers_of(matches, holder, project, as_of)
  local answers = {}
  for _, match in ipairs(matches.results) do
    answers[match.call] = grappe.funding.check(holder.id, match.call, {}, { as_of = as_of, project = project.id })
  end
  return answers
end

local function matches_table(doc, matches, answers)
  local rows = {}
  for position, match in ipairs(matches.results) do
    local answer = answers[match.call]
    rows[position] = { t("eligibility." .. match.eligibility), match.name, reasons(answer), answer.legal.title }
  end
  doc:heading(t("parcours.instruments"), 2)
  doc:table {
    columns = { t("parcours.answer"), t("parcours.instrument"), t("parcours.reasons"), t("parcours.text") },
    rows = rows, group = 1,
  }
end

local function questions_list(doc, questions)
  if #questions == 0 then
    return
  end
  local rows = {}
  for position, question in ipairs(questions) do
    rows[position] = { question.text, question.asked }
  end
  doc:heading(t("parcours.questions"), 2)
  doc:table {
    columns = { t("parcours.question"), { t("parcours.asked"), align = "right", kind = "integer" } }, rows = rows,
  }
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

local function stages_table(doc, route)
  local rows = {}
  for position, stage in ipairs(route.stages) do
    rows[position] = {
      t("stage." .. stage.stage), t("coverage." .. stage.coverage), stage.cost or "", stage.covered or "",
      stage.accompanied and t("parcours.yes") or t("parcours.no"),
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

--- The calls that are not on the route, by reason.
local function left_out_table(doc, route)
  local rows = {}
  for position, call in ipairs(route.left_out) do
    rows[position] = { t("left_out." .. call.code), call.name }
  end
  if #rows == 0 then
    return
  end
  labels.sort(rows, function(row) return row[1] .. "\0" .. row[2] end)
  doc:heading(t("parcours.left_out"), 2)
  doc:table { columns = { t("parcours.why"), t("parcours.instrument") }, rows = rows, group = 1 }
end

--- The real calls without known rules that are not over: nothing says that they are closed to the project, so each is to be checked
--- with its operator.
local function to_check(matches, as_of)
  local calls = {}
  for _, id in ipairs(matches.without_rules or {}) do
    local call = grappe.calls.get(id)
    local standing = status.of(call, as_of)
    if call.source ~= "illustratif" and standing ~= "closed" and standing ~= "lapsed" then
      call.status = standing
      calls[#calls + 1] = call
    end
  end
  return labels.sort(calls, function(call) return call.name end)
end

local function to_check_table(doc, calls)
  if #calls == 0 then
    return
  end
  local rows = {}
  for position, call in ipairs(calls) do
    local operator = call.operator and grappe.actors.get(call.operator)
    rows[position] = {
      call.name, operator and operator.name or t("funding.no_operator"),
      #(call.stages or {}) > 0 and stage_names(call.stages) or t("stage.none"), t("status." .. call.status),
    }
  end
  doc:heading(t("parcours.to_check_list"), 2)
  doc:table {
    columns = { t("parcours.instrument"), t("parcours.operator"), t("parcours.stages"), t("parcours.state") }, rows = rows,
  }
  doc:note(t("parcours.to_check_note"))
end

local function cited(matches)
  local calls = {}
  for position, match in ipairs(matches.results) do
    calls[position] = grappe.calls.get(match.call)
  end
  return calls
end

--- Writes the report; `params` holds `project` and perhaps `date`.
function parcours.run(params, doc)
  local project = grappe.projects.get(params.project)
  local holder = grappe.actors.get(project.holder)
  local as_of = params.date or grappe.today()
  local matches = grappe.funding.match(holder.id, { territories = { has = "BE" } }, { as_of = as_of, project = project.id })
  local unknown = to_check(matches, as_of)
  local route = grappe.funding.route(project.id, { as_of = as_of, filter = { territories = { has = "BE" } } })
  header(doc, project, holder)
  doc:figures {
    { label = t("parcours.eligible"), value = matches.counts.eligible or 0 },
    { label = t("parcours.unknown"), value = matches.counts.unknown or 0 },
    { label = t("parcours.ineligible"), value = matches.counts.ineligible or 0 },
    { label = t("parcours.without_rules"), value = #unknown },
  }
  size_note(doc, holder, as_of)
  matches_table(doc, matches, answers_of(matches, holder, project, as_of))
  questions_list(doc, matches.questions)
  steps_table(doc, route)
  stages_table(doc, route)
  gaps(doc, route)
  to_check_table(doc, unknown)
  left_out_table(doc, route)
  doc:note(t("parcours.rules_note"))
  doc:note(matches.notice)
  sources.cite(doc, cited(matches))
end

return parcours
