-- expect: killed cpu
local list = {}
for i = 1, 20000 do list[i] = 20000 - i end
while true do
  local calls = 0
  pcall(table.sort, list, function(a, b) calls = calls + 1 if calls == 150000 then error({}) end return a < b end)
  assert(#list == 20000)
end
