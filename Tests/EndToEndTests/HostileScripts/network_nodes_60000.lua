-- tries: draws a network of 60,000 nodes, each in a group of its own: a table is made of it when it is rendered
-- expect: stop
local doc = grappe.document { title = "x" }
local nodes = {}
for i = 1, 60000 do nodes[i] = { id = "node" .. i, group = i .. ("h"):rep(30) } end
doc:network { title = "t", nodes = nodes, edges = {} }
