local function make(depth)
  if depth == 0 then return {} end
  return {make(depth - 1), make(depth - 1)}
end
local function count(tree) return tree[1] and 1 + count(tree[1]) + count(tree[2]) or 1 end
local kept = make(15)
for _ = 1, 30 do assert(count(make(14)) == 32767) end
assert(count(kept) == 65535)
