-- expect: error C stack overflow
local function f() assert(load(f)) end
f()
