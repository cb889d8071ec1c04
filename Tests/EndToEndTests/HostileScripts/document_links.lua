-- tries: fills a table with long links
-- expect: stop
-- with: --memory 32MiB
local doc, s = grappe.document { title = "x" }, ("l"):rep(256 << 10)
local rows = {}
for i = 1, 1000 do rows[i] = { { text = s, url = "https://example.org/" .. s } } end
doc:table { columns = { "a" }, rows = rows }
