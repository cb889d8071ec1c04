-- tries: a chart whose labels and series have names of 100 KiB
-- expect: ok
-- with: --format html --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc, long = grappe.document { title = "x" }, ('"'):rep(100 << 10)
doc:chart { kind = "stacked", title = long, labels = { long .. 1, long .. 2 }, series = { { name = long, values = { 1, 2 } } } }
