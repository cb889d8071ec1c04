-- tries: a width and a precision of many megabytes in printf and format, whose result SQLite leaves out without an error
-- expect: stop
grappe.actors.count{}
pcall(grappe.sql, "SELECT length(format('%40000000s', name)) AS n FROM actors")
return grappe.sql("SELECT printf('%.*f', 90000000, 1e300) IS NULL AS n")
