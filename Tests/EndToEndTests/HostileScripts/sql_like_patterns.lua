-- tries: sixty comparisons with long patterns over a text of a megabyte, between two looks at the interrupt
-- expect: stop
local pattern = "'%" .. ("a"):rep(190) .. "b%'"
local parts = {}
for i = 1, 60 do parts[i] = "(t.x || '" .. i .. "') LIKE " .. pattern end
return grappe.sql("SELECT " .. table.concat(parts, " + ") .. " AS n FROM (SELECT printf('%.*c', 1000000, 'a') AS x) t, actors a, actors b")
