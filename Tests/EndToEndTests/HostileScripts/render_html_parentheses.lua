-- tries: words that begin as web addresses and end in eight thousand parentheses
-- expect: ok
-- with: --format html --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:text(("https://a" .. (")"):rep(8000) .. " "):rep(5))
