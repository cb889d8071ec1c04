-- tries: adds millions of tables without rows
-- expect: stop
-- with: --memory 16MiB --cpu 1s
local doc = grappe.document { title = "x" }
while true do doc:table { columns = { "a" }, rows = {} } end
