-- German: the labels of concepts and indicators, the names of territories, the notes on the members of cross-border areas.
local rows = require "lib.rows"

local targets = {
  concepts = { collection = grappe.concepts, field = "label" },
  indicators = { collection = grappe.indicators, field = "label" },
  territories = { collection = grappe.territories, field = "name" },
}

for _, row in ipairs(rows.csv("data/german.csv")) do
  local target = targets[row.collection]
  local record = target.collection.get(row.id)
  if record then
    local texts = record[target.field]
    texts.de = row.text
    target.collection.set(row.id, { [target.field] = texts })
  end
end

for _, area in ipairs(rows.jsonl("data/cross_border.jsonl")) do
  grappe.territories.set(area.area, { ["europe.members_note_de"] = area.note.de })
end
