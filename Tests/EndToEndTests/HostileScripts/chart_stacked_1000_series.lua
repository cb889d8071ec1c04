-- tries: a stack of 1,000 series over 40 labels
-- expect: ok
local doc = grappe.document { title = "x" }
local labels, series = {}, {}
for i = 1, 40 do labels[i] = "l" .. i end
for i = 1, 1000 do
  local values = {}
  for j = 1, 40 do values[j] = (i * j) % 97 end
  series[i] = { name = "s" .. i, values = values }
end
doc:chart { kind = "stacked", title = "t", labels = labels, series = series }
