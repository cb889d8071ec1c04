-- Dutch labels, and the words by which lists name terms: legal forms, abbreviations and synonyms, as terms of their own whose
-- exact matches are the terms meant.
local rows = require "lib.rows"

for _, row in ipairs(rows.csv("data/dutch.csv")) do
  local concept = grappe.concepts.get(row.id)
  if concept and not concept.label.nl then
    concept.label.nl = row.text
    grappe.concepts.set(row.id, { label = concept.label })
  end
end

local path = "data/synonyms.csv"
rows.add(grappe.concepts, path, rows.csv(path, { exact_match = "list" }))
