-- NUTS beside ISO 3166-2, the neighbours across the borders, the members of the cross-border areas, and NACE in both revisions.
local rows = require "lib.rows"

local function load_csv(collection, name, kinds)
  local path = "data/" .. name .. ".csv"
  rows.add(collection, path, rows.csv(path, kinds))
end

load_csv(grappe.territories, "border_territories")
load_csv(grappe.territories, "nuts")
load_csv(grappe.concepts, "nace", { ["europe.counterparts"] = "list" })

for _, area in ipairs(rows.jsonl("data/cross_border.jsonl")) do
  grappe.territories.set(area.area, {
    ["europe.members"] = area.members, ["europe.members_basis"] = area.basis,
    ["europe.members_note_fr"] = area.note.fr, ["europe.members_note_en"] = area.note.en,
    source = area.source, locator = area.locator,
  })
end
