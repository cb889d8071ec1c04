-- A call whose rules are an example, to try the region's conditions on spending; marked as such.
local rows = require "europe.lib.rows"

local path = "data/illustrative_calls.jsonl"
rows.add(grappe.calls, path, rows.jsonl(path), 1)
