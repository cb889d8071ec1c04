-- tries: a matrix of 500 x 100 fractions
-- expect: ok
local doc = grappe.document { title = "x" }
local labels, series = {}, {}
for i = 1, 500 do labels[i] = "l" .. i end
for i = 1, 100 do
  local values = {}
  for j = 1, 500 do values[j] = (i * j) % 97 / 9 end
  series[i] = { name = ("s"):rep(100) .. i, values = values }
end
doc:chart { kind = "matrix", title = "t", labels = labels, series = series }
