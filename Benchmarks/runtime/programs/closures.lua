local function counter() local n = 0 return function(step) n = n + step return n end end
local total = 0
for i = 1, 3000000 do
  local c = counter()
  c(1) c(2)
  total = total + c(i)
end
local function compose(f, g) return function(x) return f(g(x)) end end
local f = function(x) return x + 1 end
for _ = 1, 12 do f = compose(f, f) end
assert(f(0) == 4096)
