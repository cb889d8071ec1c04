-- tries: reads many long values by SQL
-- expect: stop
local s = ("x"):rep(512 << 10)
return #grappe.sql("SELECT ? AS s FROM actors a, actors b LIMIT 2000", { s })
