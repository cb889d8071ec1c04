-- tries: decodes a row of a million quoted line breaks
-- expect: error
local rows, problem = grappe.csv.decode("a,b\n" .. ('"\n",'):rep(1000000))
assert(rows, problem)
