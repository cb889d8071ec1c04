-- A call whose rules are an example, so that the region's way of spending aid can be tried; marked as such.
local rows = require "lib.rows"

local path = "data/illustrative_calls.jsonl"
rows.add(grappe.calls, path, rows.jsonl(path), 1)
