-- tries: decodes one line of a million fields
-- expect: error
local rows, problem = grappe.csv.decode(("a,"):rep(1000000))
assert(rows, problem)
