-- tries: decodes many rows of many columns
-- expect: stop
-- with: --memory 32MiB
local names = {}
for i = 1, 2000 do names[i] = "c" .. i end
local row = ("7,"):rep(1999) .. "7\n"
return #grappe.csv.decode(table.concat(names, ",") .. "\n" .. row:rep(3000))
