-- expect: ok
local f, message = load(('function f() '):rep(50000))
assert(not f)
