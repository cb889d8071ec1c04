-- Orientation: which institution is competent for a question, the steps to take, and the document and link where they are known.
local labels = require "europe.lib.labels"
local rows_of = require "europe.lib.rows"

local orientation = {}

local t = grappe.t

--- Whether the question or the mandate contains `wanted` in any language: a word of the law is typed as the law has it.
local function contains(row, wanted)
  for _, localized in ipairs { row.question, row.mandate } do
    for _, text in pairs(localized) do
      if labels.sort_key(text):find(wanted, 1, true) then
        return true
      end
    end
  end
  return false
end

--- The rows whose question or mandate contains the words; all without words.
local function selected(question)
  local wanted, list = question and labels.sort_key(question), {}
  for _, row in ipairs(rows_of.csv("data/orientation.csv")) do
    if not wanted or contains(row, wanted) then
      row.question, row.mandate = labels.text(row.question), labels.text(row.mandate)
      list[#list + 1] = row
    end
  end
  return list
end

local function summary(doc, list)
  local rows, unconfirmed = {}, 0
  for position, row in ipairs(list) do
    local mark = row.confirmed == "no" and "\u{A0}†" or ""
    unconfirmed = unconfirmed + (row.confirmed == "no" and 1 or 0)
    rows[position] = { row.question, row.institution .. mark, row.mandate, row.basis or "" }
  end
  doc:table {
    columns = { t("orientation.question"), t("orientation.institution"), t("orientation.mandate"), t("orientation.basis") },
    rows = rows,
  }
  if unconfirmed > 0 then
    doc:note(t("orientation.unconfirmed", { count = unconfirmed }))
  end
end

--- The steps of each question, "1. …; 2. …" in the data, one a row.
local function steps_table(doc, list)
  local rows, without = {}, 0
  for _, row in ipairs(list) do
    without = without + (row.steps and 0 or 1)
    for number, text in ((row.steps and labels.text(row.steps) or "") .. "; "):gmatch("(%d+)%. (.-)%s*; ") do
      rows[#rows + 1] = { row.question, number, text, row.institution }
    end
  end
  if #rows > 0 then
    doc:heading(t("orientation.steps"), 2)
    doc:table {
      columns = {
        t("orientation.question"), { t("orientation.number"), align = "right" }, t("orientation.step"), t("orientation.institution"),
      },
      rows = rows, group = 1,
    }
  end
  if without > 0 then
    doc:note(t("orientation.no_steps", { count = without }))
  end
end

--- The ids of the institutions that have a record, each once, in order.
local function institutions(list)
  local ids, seen = {}, {}
  for _, row in ipairs(list) do
    if row.actor and not seen[row.actor] then
      seen[row.actor], ids[#ids + 1] = true, row.actor
    end
  end
  table.sort(ids)
  return ids
end

local function link(website)
  return website and { text = website, url = website } or "–"
end

--- The document and the link of each institution, from its record, and how to enter those that are missing.
local function documents_table(doc, list)
  local ids, rows, missing = institutions(list), {}, {}
  if #ids == 0 then
    return
  end
  for actor in grappe.actors.each({ id = ids }, { order = { "id" } }) do
    local guide = actor["luxembourg.guide"]
    if guide or actor.website then
      rows[#rows + 1] = { actor.name, guide or "–", link(actor.website) }
    else
      missing[#missing + 1] = actor.id
    end
  end
  if #rows > 0 then
    doc:heading(t("orientation.documents"), 2)
    doc:table { columns = { t("orientation.institution"), t("orientation.document"), t("orientation.link") }, rows = rows }
  end
  if #missing > 0 then
    doc:note(t("orientation.no_document", { count = #missing, all = #ids, ids = table.concat(missing, ", ") }))
  end
end

--- Writes the report; `params.question` narrows it to the rows whose question or mandate contains the words.
function orientation.run(params, doc)
  local list = selected(params.question)
  if #list == 0 then
    doc:note(t("orientation.nothing"))
    return
  end
  summary(doc, list)
  steps_table(doc, list)
  documents_table(doc, list)
  doc:note(t("orientation.no_advice"))
  doc:source(t("orientation.source"))
end

return orientation
