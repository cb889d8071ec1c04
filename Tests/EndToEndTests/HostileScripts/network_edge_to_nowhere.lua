-- tries: ten thousand refusals of an edge, each of which looks for the nearest of 5,000 nodes
-- expect: stop
local doc = grappe.document { title = "x" }
local nodes = {}
for i = 1, 5000 do nodes[i] = { id = "node of the network number " .. i } end
for i = 1, 10000 do
  pcall(doc.network, doc, { title = "t", nodes = nodes, edges = { { from = "nude of the notwork", to = "x" } } })
end
