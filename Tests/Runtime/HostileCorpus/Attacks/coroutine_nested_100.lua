-- expect: killed cpu
local function nest(depth)
  if depth == 0 then while true do end end
  return coroutine.wrap(nest)(depth - 1)
end
nest(60)
