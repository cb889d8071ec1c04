-- The funding open to Walloon projects: the operator and the stages of each line, and the stages that no line covers. Lines that
-- are closed, planned or invented as an example count for none of that.
local dates = require "lib.dates"
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"
local status = require "europe.lib.status"
local terms = require "lib.funding_terms"

local financements = {}

local t = grappe.t
local stages = { "idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export" }
local here = { ["BE"] = true, ["BE-WAL"] = true, ["BE-BRU"] = true, ["area-eu"] = true }
local fields = {
  "id", "name", "operator", "level", "instrument", "stages", "territories", "period", "budget", "eligibility", "gaps",
  "proposed_changes", "standing", "source",
}
--- Fields that calls have and programmes have not.
local call_fields = { "recurrence", table.unpack(terms.fields) }

local function contains(list, wanted)
  for _, value in ipairs(list or {}) do
    if value == wanted then
      return true
    end
  end
  return false
end

--- Open here: in Belgium, in Wallonia, in Brussels or in the whole Union, or without a stated territory
--- where the operator is Belgian or European (the plugin of another region states its territory).
local function is_open_here(line)
  for _, territory in ipairs(line.territories or {}) do
    if here[territory] then
      return true
    end
  end
  return #(line.territories or {}) == 0
end

--- Adds the real lines of a collection to `into`, each with its standing on `day`.
local function collect(collection, is_call, day, into)
  local wanted = table.move(fields, 1, #fields, 1, {})
  table.move(call_fields, 1, is_call and #call_fields or 0, #wanted + 1, wanted)
  for line in collection.each(scope.real(), { fields = wanted, order = "name" }) do
    line.is_call, line.status = is_call, status.of(line, day)
    into[#into + 1] = line
  end
end

local function find(params, day)
  local all, open, elsewhere = {}, {}, {}
  collect(grappe.calls, true, day, all)
  collect(grappe.programmes, false, day, all)
  for _, line in ipairs(all) do
    local is_wanted = (not params.stage or contains(line.stages, params.stage))
      and (not params.level or line.level == params.level)
    if is_wanted then
      table.insert(is_open_here(line) and open or elsewhere, line)
    end
  end
  labels.sort(open, function(line) return line.name end)
  labels.sort(elsewhere, function(line) return line.name end)
  return open, elsewhere
end

--- Returns the lines that exist and are not closed, the closed ones, and the planned ones.
local function split(lines)
  local existing, closed, proposed = {}, {}, {}
  local part = { closed = closed, proposed = proposed, lapsed = proposed }
  for _, line in ipairs(lines) do
    table.insert(part[line.status] or existing, line)
  end
  return existing, closed, proposed
end

--- Returns the number of lines open to Walloon projects on `day`: the figure of this report, for others that show it.
function financements.number(day)
  return #split((find({}, day)))
end

--- Returns those of the lines that are calls, not programmes.
local function calls_of(lines)
  local calls = {}
  for _, line in ipairs(lines) do
    calls[#calls + 1] = line.is_call and line or nil
  end
  return calls
end

--- Returns the calls open to Walloon projects on `day` that exist and are not closed, by name.
function financements.calls(day)
  return calls_of((split((find({}, day)))))
end

local function per_stage(lines)
  local coverage = grappe.funding.coverage(lines)
  local counts = { none = #coverage.unstated }
  for _, covered in ipairs(coverage.stages) do
    counts[covered.stage] = covered.count
  end
  return counts
end

local function figures(doc, existing, closed, proposed)
  local calls = #calls_of(existing)
  doc:figures {
    labels.figure("funding.existing_count", #existing),
    labels.figure("funding.calls", calls),
    labels.figure("funding.programmes", #existing - calls),
    { label = t("funding.without_stage"), value = per_stage(existing).none },
    { label = t("funding.proposed"), value = #proposed },
    { label = t("funding.closed"), value = #closed },
  }
end

local function integer(title)
  return { title, align = "right", kind = "integer" }
end

local function stage_section(doc, existing, proposed)
  local now, planned = per_stage(existing), per_stage(proposed)
  local rows, names, series = {}, {}, { { name = t("funding.existing"), values = {} }, { name = t("funding.proposed"), values = {} } }
  for position, stage in ipairs(stages) do
    names[position] = t("stage." .. stage)
    rows[position] = { names[position], now[stage], planned[stage] }
    series[1].values[position], series[2].values[position] = now[stage], planned[stage]
  end
  rows[#rows + 1] = { t("stage.none"), now.none, planned.none }
  doc:heading(t("funding.by_stage"), 2)
  doc:table { columns = { t("funding.stage"), integer(t("funding.existing")), integer(t("funding.proposed")) }, rows = rows }
  doc:chart { kind = "stacked", title = t("funding.chart"), labels = names, series = series }
  return now, planned
end

local function gap_section(doc, now, planned)
  local empty, only_planned = {}, {}
  for _, stage in ipairs(stages) do
    if now[stage] == 0 then
      table.insert(planned[stage] == 0 and empty or only_planned, t("stage." .. stage))
    end
  end
  doc:heading(t("funding.gaps"), 2)
  if #empty + #only_planned == 0 then
    doc:text(t("funding.no_gap"))
  end
  if #empty > 0 then
    doc:text(t("funding.uncovered", { stages = table.concat(empty, ", ") }))
  end
  if #only_planned > 0 then
    doc:text(t("funding.only_planned", { stages = table.concat(only_planned, ", ") }))
  end
  doc:note(t("funding.gap_note", { count = now.none + planned.none }))
end

--- The names of the operators of the lines, by id.
local function operators_of(lines)
  local ids, names = {}, {}
  for _, line in ipairs(lines) do
    ids[#ids + 1] = line.operator
  end
  for id, actor in pairs(size.by_id(grappe.actors, ids, { "id", "name" })) do
    names[id] = actor.name
  end
  return names
end

local function operator_name(line, names)
  return line.operator and names[line.operator] or t("funding.no_operator")
end

--- The words for codes, a dash where the source gives none.
local function words(list, section)
  local texts = {}
  for position, value in ipairs(list or {}) do
    texts[position] = t(section .. "." .. value)
  end
  return #texts > 0 and table.concat(texts, ", ") or "–"
end

--- The stages of a line in words, in the order of a project.
local function stage_words(line)
  local ordered = {}
  for _, stage in ipairs(stages) do
    if contains(line.stages, stage) then
      ordered[#ordered + 1] = stage
    end
  end
  return words(ordered, "stage")
end

--- By operator, the unnamed ones last, then by name.
local function by_operator(lines, names)
  labels.sort(lines, function(line)
    return (line.operator and "0" or "1") .. operator_name(line, names) .. "\0" .. line.name
  end)
end

local function operator_section(doc, lines, names)
  local operators, rows = {}, {}
  for _, line in ipairs(lines) do
    local name = operator_name(line, names)
    if not operators[name] then
      operators[name] = { name, 0, 0 }
      rows[#rows + 1] = operators[name]
    end
    local column = line.standing == "proposed" and 3 or 2
    operators[name][column] = operators[name][column] + 1
  end
  labels.sort(rows, function(row) return ("%04d"):format(9999 - row[2] - row[3]) .. row[1] end)
  doc:heading(t("funding.by_operator"), 2)
  doc:table {
    columns = { t("funding.operator"), integer(t("funding.existing")), integer(t("funding.proposed")) },
    rows = rows, totals = true,
  }
end

local function list(doc, title, lines, names)
  if #lines == 0 then
    return
  end
  local rows = {}
  by_operator(lines, names)
  for position, line in ipairs(lines) do
    rows[position] = {
      operator_name(line, names), line.name, words(line.instrument, "instrument"), stage_words(line), t("status." .. line.status),
    }
  end
  doc:heading(title, 2)
  doc:table {
    columns = { t("funding.operator"), t("funding.name"), t("funding.instrument"), t("funding.stage"), t("funding.status") },
    rows = rows, group = 1,
  }
end

--- The lines that are over, with the day, month or year of their end.
local function closed_section(doc, lines, names)
  if #lines == 0 then
    return
  end
  local rows = {}
  by_operator(lines, names)
  for position, line in ipairs(lines) do
    rows[position] = { line.name, operator_name(line, names), dates.text(status.last_day(line)) }
  end
  doc:heading(t("funding.closed_list"), 2)
  doc:table { columns = { t("funding.name"), t("funding.operator"), t("funding.closed_since") }, rows = rows }
end

--- The announced envelopes in millions of euros, in numbers that add up in a workbook.
local function budget_section(doc, lines)
  local rows = {}
  for _, line in ipairs(lines) do
    if line.budget and line.budget.currency == "EUR" then
      rows[#rows + 1] = { line.name, line.period or "–", line.budget.amount / 100000000 }
    end
  end
  table.sort(rows, function(a, b) return a[3] > b[3] or a[3] == b[3] and a[1] < b[1] end)
  if #rows > 0 then
    doc:heading(t("funding.budgets"), 2)
    doc:table {
      columns = { t("funding.name"), t("funding.period"), { t("funding.budget"), align = "right", kind = "number" } },
      rows = rows,
    }
  end
end

local function detail_rows(line, rows)
  local remarks = {
    { t("funding.excluded"), line.eligibility and line.eligibility.exclusions },
    { t("funding.condition"), line.eligibility and line.eligibility.conditions },
    { t("funding.gap"), line.gaps },
    { t("funding.change"), line.proposed_changes },
  }
  for _, remark in ipairs(remarks) do
    for _, text in ipairs(remark[2] or {}) do
      rows[#rows + 1] = { line.name, remark[1], text }
    end
  end
end

--- The remarks of the sources on each line: exclusions, conditions, gaps, proposed changes.
local function detail_section(doc, lines)
  local rows = {}
  for _, line in ipairs(lines) do
    detail_rows(line, rows)
  end
  if #rows > 0 then
    doc:heading(t("funding.remarks"), 2)
    doc:table { columns = { t("funding.name"), t("funding.remark"), t("funding.text") }, rows = rows, group = 1 }
  end
end

local function elsewhere_section(doc, lines, names)
  if #lines == 0 then
    return
  end
  local territories, rows = labels.territories(), {}
  for position, line in ipairs(lines) do
    rows[position] = { line.name, operator_name(line, names), territories[line.territories[1]] }
  end
  doc:heading(t("funding.elsewhere"), 2)
  doc:table { columns = { t("funding.name"), t("funding.operator"), t("funding.territory") }, rows = rows }
end

local function joined(...)
  local all = {}
  for _, list_of in ipairs { ... } do
    table.move(list_of, 1, #list_of, #all + 1, all)
  end
  return all
end

--- Writes the report; `params` may hold `stage`, `level`, `date` (today, if left out) and `detail`.
function financements.run(params, doc)
  local day = params.date or grappe.today()
  local open, elsewhere = find(params, day)
  if #open + #elsewhere == 0 then
    doc:note(t("funding.nothing"))
    return
  end
  local existing, closed, proposed = split(open)
  local names = operators_of(joined(open, elsewhere))
  doc:text(t("funding.as_of", { date = dates.text(day) }))
  figures(doc, existing, closed, proposed)
  if not params.stage then
    gap_section(doc, stage_section(doc, existing, proposed))
  end
  operator_section(doc, joined(existing, proposed), names)
  list(doc, t("funding.existing_list"), existing, names)
  terms.table(doc, calls_of(existing))
  list(doc, t("funding.proposed_list"), proposed, names)
  closed_section(doc, closed, names)
  budget_section(doc, joined(existing, proposed))
  if params.detail then
    detail_section(doc, joined(existing, proposed))
  end
  elsewhere_section(doc, elsewhere, names)
  terms.lacks(doc, calls_of(existing))
  if not params.detail then
    doc:note(t("funding.ask_detail"))
  end
  doc:note(t("funding.missing"))
  sources.cite(doc, joined(open, elsewhere))
end

return financements
