-- Territories and the vocabularies that the plugins share.
local rows = require "lib.rows"

local vocabularies = {
  { scheme = "family", file = "data/families.csv" },
  { scheme = "actor-kind", file = "data/actor_kinds.csv" },
  { scheme = "event-kind", file = "data/event_kinds.csv" },
  { scheme = "relation-type", file = "data/relation_types.csv" },
  { scheme = "sector", file = "data/sectors.csv" },
  { scheme = "skill-kind", file = "data/skill_kinds.csv" },
  { scheme = "skill", file = "data/skills.csv" },
}

local function concepts(vocabulary)
  local records = rows.csv(vocabulary.file)
  for _, record in ipairs(records) do
    record.scheme = vocabulary.scheme
  end
  return records
end

rows.add(grappe.territories, "data/territories.csv", rows.csv("data/territories.csv"))
for _, vocabulary in ipairs(vocabularies) do
  rows.add(grappe.concepts, vocabulary.file, concepts(vocabulary))
end
