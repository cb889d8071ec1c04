-- tries: gives the host arrays with holes and a far end
-- expect: error
local t = {}
for i = 1, 100000 do t[i * 3] = i end
return grappe.json.encode(t)
