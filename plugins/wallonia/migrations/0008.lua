-- German: the labels of concepts and indicators.
local rows = require "europe.lib.rows"

local collections = { concepts = grappe.concepts, indicators = grappe.indicators }

for _, row in ipairs(rows.csv("data/german.csv")) do
  local collection = collections[row.collection]
  local record = collection.get(row.id)
  if record then
    record.label.de = row.text
    collection.set(row.id, { label = record.label })
  end
end
