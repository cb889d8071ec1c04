-- tries: 8,000 bars with long labels
-- expect: ok
local doc = grappe.document { title = "x" }
local labels, values = {}, {}
for i = 1, 8000 do labels[i] = ("l"):rep(60) .. i; values[i] = i % 977 / 7 end
doc:chart { kind = "bar", title = "t", labels = labels, values = values }
