-- One apostrophe in the texts of this plugin.
local rows = require "europe.lib.rows"

rows.straighten(grappe.events, rows.csv("data/events.csv"), { "name" })
rows.straighten(grappe.programmes, rows.jsonl("data/programmes.jsonl"), { "name" })
