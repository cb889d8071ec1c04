-- tries: a first column of 1 MiB, to which five hundred short rows would be padded
-- expect: ok
-- with: --format text --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc, rows = grappe.document { title = "x" }, { { ("w"):rep(1 << 20), "b" } }
for i = 2, 500 do rows[i] = { "a", "b" } end
doc:table { columns = { "a", "b" }, rows = rows }
