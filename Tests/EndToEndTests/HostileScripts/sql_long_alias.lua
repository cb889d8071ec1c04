-- tries: names the columns of a query with long names, and keeps the rows
-- expect: stop
local parts = {}
for i = 1, 200 do parts[i] = ("1 AS %s%d"):format(("c"):rep(2000), i) end
local kept = {}
while true do kept[#kept + 1] = grappe.sql("SELECT " .. table.concat(parts, ",") .. " FROM actors") end
