-- tries: a page whose one text of 3 MiB is escaped to six times its length
-- expect: ok
-- with: --format html --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:text(('"'):rep(3 << 20))
