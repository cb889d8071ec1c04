-- tries: encodes more columns than the host reads values
-- expect: error
local columns = {}
for i = 1, 250000 do columns[i] = "c" end
return #grappe.csv.encode({}, columns)
