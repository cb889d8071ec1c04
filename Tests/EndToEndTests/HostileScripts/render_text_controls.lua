-- tries: text of 3 MiB of controls, each of which is shown by three bytes
-- expect: ok
-- with: --format text --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:text(("\1"):rep(3 << 20))
