-- tries: a word of a megabyte that is wider than every line
-- expect: ok
local doc = grappe.document { title = "x" }
doc:text(("é"):rep(500000))
doc:heading(("x"):rep(500000))
