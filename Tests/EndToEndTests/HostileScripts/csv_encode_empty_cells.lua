-- tries: encodes rows that lack every one of many columns
-- expect: stop
-- with: --memory 16MiB --cpu 1s
local columns, rows = {}, {}
for i = 1, 16000 do columns[i] = "c" .. i end
for i = 1, 2000 do rows[i] = { x = 1 } end
return #grappe.csv.encode(rows, columns)
