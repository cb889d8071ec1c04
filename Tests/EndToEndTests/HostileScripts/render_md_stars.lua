-- tries: Markdown of one text of 3 MiB in which every character is escaped
-- expect: ok
-- with: --format md --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:text(("*"):rep(3 << 20))
