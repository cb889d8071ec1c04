-- tries: gives the host tables nested deeper than it reads
-- expect: error
local t = {}
for i = 1, 10000 do t = { t } end
return grappe.json.encode(t)
