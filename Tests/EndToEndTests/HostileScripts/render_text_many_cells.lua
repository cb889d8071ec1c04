-- tries: a table of 100,000 cells, whose columns are as wide as their widest cell
-- expect: ok
-- with: --format text --cpu 60s
-- peak: 120MiB
local doc, columns, rows = grappe.document { title = "x" }, {}, {}
for i = 1, 20 do columns[i] = "c" .. i end
for i = 1, 5000 do
  local row = {}
  for j = 1, 20 do row[j] = "cell" .. (j % 7) end
  rows[i] = row
end
doc:table { caption = "c", columns = columns, rows = rows }
