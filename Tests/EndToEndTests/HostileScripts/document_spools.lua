-- tries: opens thousands of long tables and puts a little into each
-- expect: stop
-- with: --memory 32MiB
local doc, s = grappe.document { title = "x" }, ("r"):rep(900 << 10)
for i = 1, 1000 do doc:rows { columns = { "a" } } { s } end
