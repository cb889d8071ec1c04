-- expect: ok
local f, message = load(('x = 1 '):rep(200000))
assert(not f and message:find('too large'))
