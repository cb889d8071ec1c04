-- tries: measures of the whole network where the memory limit leaves no room for its records
-- expect: stop
-- with: --memory 1MiB
local filled, i = {}, 0
while true do
  grappe.network.measures({}, { measures = { "degree", "betweenness" } })
  i = i + 1
  filled[i] = ("x"):rep(16384) .. i
end
