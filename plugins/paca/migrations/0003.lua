-- The chamber of commerce of Nice and its film commission lie in the Alpes-Maritimes; one apostrophe in the texts.
local rows = require "europe.lib.rows"

for _, actor in ipairs(rows.csv("data/actors.csv")) do
  if actor.id == "cci-nice-cote-azur" or actor.id == "commission-du-film-cote-azur" then
    grappe.actors.set(actor.id, { territory = actor.territory })
  end
end

rows.straighten(grappe.calls, rows.jsonl("data/calls.jsonl"), { "name" })
