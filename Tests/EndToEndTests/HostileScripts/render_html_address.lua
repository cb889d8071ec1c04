-- tries: a link to an address of 2 MiB
-- expect: ok
-- with: --format html --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:table { columns = { "a" }, rows = { { { text = "t", url = "https://a/" .. ("|"):rep(2 << 20) } } } }
