-- tries: a CSV text of 300,000 columns and one of 300,000 unknown quotes
-- expect: ok
local header = {}
for i = 1, 300000 do header[i] = "c" .. i end
local rows = grappe.csv.decode(table.concat(header, ",") .. "\n" .. ("1,"):rep(299999) .. "1\n")
assert(#rows == 1 and rows[1].c300000 == "1")
local value, problem = grappe.csv.decode("a\n" .. ('"x"y\n'):rep(100000))
assert(value == nil and problem)
