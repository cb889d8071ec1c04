-- tries: adds figures with long notes and units
-- expect: stop
-- with: --memory 32MiB
local doc, s = grappe.document { title = "x" }, ("f"):rep(1 << 20)
for i = 1, 1000 do doc:figures { { label = "a", value = 1, unit = s, note = s } } end
