-- tries: a CSV field of 2 MiB of quotes and controls
-- expect: ok
-- with: --format csv --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:table { columns = { "a" }, rows = { { ('"\1'):rep(1 << 20) } } }
