-- The labels of the community; who carries them is awarded by the cluster, the texts name nobody.
local rows = require "lib.rows"

local path = "data/labels.jsonl"
rows.add(grappe.labels, path, rows.jsonl(path), 1)
