-- tries: names the series of charts with long names
-- expect: stop
-- with: --memory 32MiB
local doc, s = grappe.document { title = "x" }, ("s"):rep(1 << 20)
for i = 1, 1000 do doc:chart { kind = "stacked", title = "t", labels = { "a" }, series = { { name = s, values = { 1 } } } } end
