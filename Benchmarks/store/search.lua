-- Searches for each argument; prints the median and the 95th percentile of the seconds.
local times = {}
for i, text in ipairs { ... } do
  local start = os.clock()
  actors.search(text, {}, { limit = 20 })
  times[i] = os.clock() - start
end
table.sort(times)
print(times[#times // 2], times[math.ceil(#times * 0.95)])
