-- tries: a list of short texts for which there is room once, but not while the block is made of it
-- expect: stop
-- with: --memory 12MiB
local doc, items = grappe.document { title = "x" }, {}
for i = 1, 60000 do items[i] = "i" .. i % 9 end
doc:list(items)
