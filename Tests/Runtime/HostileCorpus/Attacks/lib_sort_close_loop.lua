-- expect: killed cpu
-- The comparator raises while long runs are merged; storing the rest meets a metamethod without end.
local list, calls = {}, 0
for i = 1, 2000 do list[i] = 2000 - i end
local proxy = setmetatable({}, {
  __len = function() return #list end, __index = list,
  __newindex = function(_, key, value) while calls > 20000 do end list[key] = value end,
})
pcall(table.sort, proxy, function(a, b)
  calls = calls + 1
  if calls > 19000 then calls = 30000 error('stop') end
  return a < b
end)
while true do end
