-- expect: killed cpu, memory
local kept = {}
local function deep(n) if n == 0 then coroutine.yield() else deep(n - 1) end return n end
while true do
  local co = coroutine.wrap(deep)
  kept[#kept + 1] = co
  co(1000)
end
