-- expect: ok
local f, message = load('return 1' .. ('..1'):rep(100000))
assert(not f)
