-- tries: one node tied to 20,000 others, each tie twice and in both directions
-- expect: ok
-- with: --memory 128MiB
-- peak: 192MiB
local doc = grappe.document { title = "x" }
local nodes, edges = { { id = "hub" } }, {}
for i = 1, 20000 do
  nodes[i + 1] = { id = "n" .. i }
  edges[2 * i - 1], edges[2 * i] = { from = "hub", to = "n" .. i }, { from = "n" .. i, to = "hub" }
end
doc:network { title = "t", directed = true, nodes = nodes, edges = edges }
