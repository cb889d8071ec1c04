-- The barometer: monthly counts of the workspace, to show its growth.
local barometre = {}

local t = grappe.t
local prefix = "barometre:"
local measures = { "actors", "companies", "ties", "events", "calls", "trainings", "labels" }

local function count()
  local walloon = { territory = "BE-WAL", standing = "existing" }
  return {
    actors = grappe.actors.count(walloon),
    companies = grappe.actors.count { territory = "BE-WAL", standing = "existing", kind = { "company", "freelancer" } },
    ties = grappe.relations.count(),
    events = grappe.events.count { territory = "BE-WAL" },
    calls = grappe.calls.count { territories = { has = "BE-WAL" }, standing = "existing" },
    trainings = grappe.trainings.count(),
    labels = grappe.label_awards.count { label = "label-wake" },
  }
end

--- Counts and stores the month of `day`; counting again within the month replaces it.
function barometre.take(day)
  grappe.storage.set(prefix .. day:sub(1, 7), count())
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
