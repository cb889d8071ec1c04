-- tries: one row of 400 values of nearly a megabyte each
-- expect: stop
local parts = {}
for i = 1, 400 do parts[i] = "printf('%.*c', 200000, 'a') || a.id || '" .. i .. "' AS c" .. i end
return #grappe.sql("SELECT " .. table.concat(parts, ", ") .. " FROM actors a")
