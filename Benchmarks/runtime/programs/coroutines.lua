local function generate(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local sum = 0
for i in generate(4000000) do sum = sum + i end
for _ = 1, 40000 do
  local co = coroutine.create(function(a) local b = coroutine.yield(a) return a + b end)
  local _, a = coroutine.resume(co, 1)
  local _, b = coroutine.resume(co, a)
  assert(b == 2)
end
assert(sum == 8000002000000)
