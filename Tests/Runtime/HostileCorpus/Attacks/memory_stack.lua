-- expect: killed cpu, memory, error stack overflow
local function f(a, b, c, d, e, g, h) local r = f(a, b, c, d, e, g, h) return r end
f()
