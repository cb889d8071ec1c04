-- tries: names the columns of a query with names of 400 KB in all, which no query may hold, and keeps the rows
-- expect: error
local parts = {}
for i = 1, 200 do parts[i] = ("1 AS %s%d"):format(("c"):rep(2000), i) end
local kept = {}
while true do kept[#kept + 1] = grappe.sql("SELECT " .. table.concat(parts, ",") .. " FROM actors") end
