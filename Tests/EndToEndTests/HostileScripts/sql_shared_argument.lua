-- tries: gives a query the same long text as a hundred arguments
-- expect: stop
local s, args = ("x"):rep(4 << 20), {}
for i = 1, 100 do args[i] = s end
return grappe.sql("SELECT length(?)" .. (", length(?)"):rep(99), args)
