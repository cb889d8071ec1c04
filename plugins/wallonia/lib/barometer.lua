-- The barometer: monthly counts of the workspace, to show its growth. Each is the figure of another report, counted by its code.
local agenda = require "lib.agenda"
local cartographie = require "lib.mapping"
local communaute = require "lib.community"
local competences = require "lib.competences"
local financements = require "lib.funding"
local scope = require "europe.lib.scope"

local barometre = {}

local t = grappe.t
local prefix = "barometre:"
local region = "BE-WAL"
local measures = { "actors", "companies", "ties", "events", "calls", "trainings", "labels" }

--- Number of ties, structural ones left out, with a Walloon actor at one end at least.
local function ties()
  local walloon, number = {}, 0
  for actor in grappe.actors.each(scope.sector { territory = region, standing = "existing" }, { fields = { "id" } }) do
    walloon[actor.id] = true
  end
  for relation in grappe.relations.each(scope.ties { standing = "existing" }, { fields = { "from", "to" } }) do
    number = number + ((walloon[relation.from] or walloon[relation.to]) and 1 or 0)
  end
  return number
end

local function count(day)
  return {
    actors = cartographie.number(region),
    companies = cartographie.number(region, { "company", "freelancer" }),
    ties = ties(),
    events = agenda.number(region),
    calls = financements.number(day),
    trainings = competences.number(),
    labels = communaute.number("label-wake", day),
  }
end

--- Counts and stores the month of `day`; counting again within the month replaces it.
function barometre.take(day)
  grappe.storage.set(prefix .. day:sub(1, 7), count(day:sub(1, 10)))
end

local function months()
  local list = {}
  for _, key in ipairs(grappe.storage.keys()) do
    list[#list + 1] = key:match("^" .. prefix .. "(%d%d%d%d%-%d%d)$")
  end
  table.sort(list)
  return list
end

--- Writes the report: every month that was counted, with a line of the actors.
function barometre.run(_, doc)
  local rows, names, values = {}, {}, {}
  for position, month in ipairs(months()) do
    local counts, row = grappe.storage.get(prefix .. month), { month }
    for column, measure in ipairs(measures) do
      row[column + 1] = counts[measure]
    end
    rows[position], names[position], values[position] = row, month, counts.actors
  end
  if #rows == 0 then
    doc:note(t("barometre.nothing"))
    return
  end
  local columns = { t("barometre.month") }
  for column, measure in ipairs(measures) do
    columns[column + 1] = { t("barometre." .. measure), align = "right", kind = "integer" }
  end
  doc:table { columns = columns, rows = rows }
  if #rows > 1 then
    doc:chart { kind = "line", title = t("barometre.chart"), labels = names, values = values }
  end
  doc:note(t("barometre.note"))
end

return barometre
