-- tries: encodes a hundred thousand columns
-- expect: error
local columns = {}
for i = 1, 100000 do columns[i] = "c" end
return #grappe.csv.encode({}, columns)
