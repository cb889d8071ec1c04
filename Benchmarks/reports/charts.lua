-- A chart of n labels and m series, to measure how the rendering cost grows (charts.py).
local p = grappe.params { n = { type = "integer" }, m = { type = "integer" }, kind = { type = "text" } }
local doc = grappe.document { title = "Charts" }
local labels, series = {}, {}
for i = 1, p.n do labels[i] = "label " .. i end
for i = 1, p.m do
  local values = {}
  for j = 1, p.n do values[j] = (i * j) % 97 / 4 end
  series[i] = { name = "series " .. i, values = values }
end
doc:chart { kind = p.kind, title = "Chart", labels = labels, series = series }
