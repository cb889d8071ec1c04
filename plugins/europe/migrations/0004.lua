-- What makes an actor one of the creative sector, the broader skills, the territories that other codes stand for, the periods
-- of two European programmes that are over, and one apostrophe in the texts.
local rows = require "lib.rows"

for _, row in ipairs(rows.csv("data/general_sectors.csv")) do
  grappe.concepts.set("sector:" .. row.code, { ["europe.general"] = true })
end

for _, row in ipairs(rows.csv("data/skill_broader.csv", { broader = "list" })) do
  grappe.concepts.set("skill:" .. row.code, { ["europe.broader"] = row.broader })
end

for _, row in ipairs(rows.jsonl("data/equivalents.jsonl")) do
  grappe.territories.set(row.territory, { ["europe.members"] = row.members, ["europe.cities"] = row.cities })
end

for _, programme in ipairs(rows.jsonl("data/programmes.jsonl")) do
  if programme.id == "fi-cosme" or programme.id == "fi-fp7-region-of-knowledge" then
    grappe.programmes.set(programme.id, { period = programme.period, locator = programme.locator })
  end
end

for _, tie in ipairs(rows.csv("data/relations.csv")) do
  if tie.id == "rl-215" or tie.id == "rl-216" then
    grappe.relations.set(tie.id, { locator = tie.locator })
  end
end

rows.straighten(grappe.events, rows.csv("data/events.csv"), { "name" })
for _, skill in ipairs(rows.csv("data/skills.csv")) do
  local stored = grappe.concepts.get("skill:" .. skill.code)
  if stored and stored.label.fr:find("’", 1, true) then
    grappe.concepts.set(stored.id, { label = skill.label })
  end
end
