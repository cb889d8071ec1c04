-- tries: gives tables long column titles and units
-- expect: stop
-- with: --memory 32MiB
local doc, s = grappe.document { title = "x" }, ("c"):rep(1 << 20)
for i = 1, 1000 do doc:table { columns = { { s, unit = s } }, rows = {} } end
