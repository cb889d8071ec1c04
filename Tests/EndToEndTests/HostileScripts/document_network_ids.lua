-- tries: adds networks with long ids
-- expect: stop
-- with: --memory 32MiB
local doc, s = grappe.document { title = "x" }, ("n"):rep(1 << 20)
for i = 1, 1000 do doc:network { title = "t", nodes = { { id = s, label = "a" } }, edges = {} } end
