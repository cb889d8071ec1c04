-- The labels of the community; the cluster awards them, the texts name no holder.
local rows = require "europe.lib.rows"

local path = "data/labels.jsonl"
rows.add(grappe.labels, path, rows.jsonl(path), 1)
