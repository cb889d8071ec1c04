-- expect: killed cpu, memory
-- Blocks of ever other sizes, freed again: the arena must not grow without bound.
local size = 16
while true do
  local kept = {}
  for i = 1, 2000 do kept[i] = ('x'):rep(size) .. i end
  size = size % 480 + 16
end
