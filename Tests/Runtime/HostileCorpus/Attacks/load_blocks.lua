-- expect: ok
local f, message = load(('do '):rep(100000))
assert(not f)
