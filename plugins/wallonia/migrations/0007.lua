-- The shared equipment and the frameworks of training that the white paper names, the year of Mons as capital of culture, which the
-- white paper misprints, and one apostrophe in the texts.
local rows = require "europe.lib.rows"

--- Adds the terms of a vocabulary from its file.
local function vocabulary(scheme, path)
  local terms = rows.csv(path)
  for _, term in ipairs(terms) do
    term.scheme = scheme
  end
  rows.add(grappe.concepts, path, terms)
end

vocabulary("wallonia-equipment", "data/equipment_types.csv")
vocabulary("wallonia-framework", "data/frameworks.csv")

for _, row in ipairs(rows.csv("data/equipment.csv", { equipment = "list", surface = "number" })) do
  grappe.actors.set(row.actor, {
    ["wallonia.equipment"] = row.equipment, ["wallonia.surface"] = row.surface, ["wallonia.equipment_locator"] = row.locator,
  })
end

for _, event in ipairs(rows.csv("data/events.csv")) do
  if event.id == "ev-mons-capitale-culture" then
    grappe.events.set(event.id, { period = event.period, locator = event.locator })
  end
end

rows.straighten(grappe.events, rows.csv("data/events.csv"), { "name" })
rows.straighten(grappe.calls, rows.jsonl("data/calls.jsonl"), { "name", "budget_note" })
rows.straighten(grappe.programmes, rows.jsonl("data/programmes.jsonl"), { "name", "budget_note" })
rows.straighten(grappe.trainings, rows.csv("data/trainings.csv"), { "title", "target", "outcome" })
rows.straighten(grappe.relations, rows.csv("data/relations.csv"), { "note" })
