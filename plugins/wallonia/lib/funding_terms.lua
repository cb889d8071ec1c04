-- What one has to know to apply: the dates, rate, ceiling, page, contact and documents of each call as far as they are known, and how many
-- calls lack each.
local labels = require "europe.lib.labels"

local terms = {}

local t = grappe.t

local function link(url)
  return { text = url, url = url }
end

local function joined(list)
  return table.concat(list, " · ")
end

--- What is asked for, in the order of an applicant's questions; `cell` makes the cell of a known value.
local asked = {
  { field = "opens", cell = labels.date }, { field = "closes", cell = labels.date }, { field = "rate_max", kind = "percent" },
  { field = "amount_max", kind = "money" }, { field = "url", cell = link }, { field = "europe.contact" },
  { field = "europe.documents", cell = joined }, { field = "confirmed_at", cell = labels.date },
}

--- The fields that the records of calls are read with.
terms.fields = {}
for position, entry in ipairs(asked) do
  entry.name = entry.field:match("[%w_]+$")
  terms.fields[position] = entry.field
end

--- The value of a call, nil where nothing is known; an empty list tells nothing.
local function known(call, entry)
  local value = call[entry.field]
  return value ~= nil and (entry.cell ~= joined or #value > 0) and value or nil
end

local function count(calls, entry)
  local number = 0
  for _, call in ipairs(calls) do
    number = number + (known(call, entry) ~= nil and 1 or 0)
  end
  return number
end

local function row_of(call, columns)
  local row, is_told = { call.name }, false
  for position, entry in ipairs(columns) do
    local value = known(call, entry)
    row[position + 1] = value == nil and "" or entry.cell and entry.cell(value) or value
    is_told = is_told or value ~= nil
  end
  return is_told and row or nil
end

--- Writes what is known of the calls; nothing where nothing is.
function terms.table(doc, calls)
  local columns, titles, rows = {}, { t("funding.name") }, {}
  for _, entry in ipairs(asked) do
    if count(calls, entry) > 0 then
      columns[#columns + 1] = entry
      titles[#titles + 1] = { t("funding.needed_" .. entry.name), kind = entry.kind }
    end
  end
  for _, call in ipairs(calls) do
    rows[#rows + 1] = row_of(call, columns)
  end
  if #rows > 0 then
    doc:heading(t("funding.terms"), 2)
    doc:table { columns = titles, rows = labels.sort(rows, function(row) return row[1] end) }
  end
end

--- Writes how many of the calls say each, and how many do not.
function terms.lacks(doc, calls)
  local rows = {}
  for position, entry in ipairs(asked) do
    local number = count(calls, entry)
    rows[position] = { t("funding.needed_" .. entry.name), number, #calls - number }
  end
  if #calls > 0 then
    doc:heading(t("funding.lacks"), 2)
    doc:table {
      columns = {
        t("funding.information"), { t("funding.known"), align = "right", kind = "integer" },
        { t("funding.lacking"), align = "right", kind = "integer" },
      },
      rows = rows,
    }
    doc:note(t("funding.enter_terms"))
  end
end

return terms
