-- The requests of the participants of the cluster's first meeting, as its director reported them: no answers of individuals.
local rows = require "europe.lib.rows"

local path = "data/feedbacks.jsonl"
rows.add(grappe.feedbacks, path, rows.jsonl(path), 1)
