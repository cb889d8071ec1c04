-- tries: a line chart of almost as many values as an argument may hold, each of them a mark of the drawing
-- expect: ok
-- with: --format html --cpu 60s
local doc, labels, series = grappe.document { title = "x" }, {}, {}
for i = 1, 5000 do labels[i] = "l" .. i % 9 end
for s = 1, 20 do
  local values = {}
  for i = 1, #labels do values[i] = (i * s) % 101 end
  series[s] = { name = "s" .. s, values = values }
end
doc:chart { kind = "line", title = "t", labels = labels, series = series }
