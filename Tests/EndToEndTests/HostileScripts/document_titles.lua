-- tries: sets the title of a document to ever longer texts
-- expect: stop
-- with: --memory 32MiB
local doc = grappe.document { title = "x" }
for i = 1, 1000 do doc:title(("t"):rep(1 << 20)) doc:subtitle(("s"):rep(1 << 20)) end
