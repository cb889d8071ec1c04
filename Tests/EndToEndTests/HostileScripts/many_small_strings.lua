-- tries: gives the host as many small texts as it reads, many times
-- expect: ok
local t = {}
for i = 1, 190000 do t[i] = "text " .. i end
for i = 1, 3 do assert(#grappe.json.encode(t) > 190000) end
