-- tries: JSON of one text of 3 MiB in which every character is escaped to six
-- expect: ok
-- with: --format json --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:text(("\1"):rep(3 << 20))
