-- tries: adds millions of tables without rows
-- expect: stop
local doc = grappe.document { title = "x" }
while true do doc:table { columns = { "a" }, rows = {} } end
