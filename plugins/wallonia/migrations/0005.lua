-- The outcomes of the video-game line according to the white paper: announced, not verified.
local rows = require "europe.lib.rows"

rows.add(grappe.outcomes, "data/outcomes.csv", rows.csv("data/outcomes.csv", { value = "number" }))
rows.add(grappe.expenditures, "data/expenditures.jsonl", rows.jsonl("data/expenditures.jsonl"), 1)
