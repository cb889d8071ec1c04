local seed = 42
local function random() seed = (seed * 1103515245 + 12345) % 2147483648 return seed end
for _ = 1, 3 do
  local numbers, names = {}, {}
  for i = 1, 60000 do numbers[i] = random() names[i] = 'n' .. random() end
  table.sort(numbers)
  table.sort(numbers, function(a, b) return a > b end)
  table.sort(names)
end
