-- tries: a network of 20,000 nodes, each in a group of its own, and edges between all neighbours
-- expect: ok
local doc = grappe.document { title = "x" }
local nodes, edges = {}, {}
for i = 1, 20000 do nodes[i] = { id = "n" .. i, group = "g" .. i } end
for i = 2, 20000 do edges[i - 1] = { from = "n" .. i - 1, to = "n" .. i } end
doc:network { title = "t", nodes = nodes, edges = edges }
