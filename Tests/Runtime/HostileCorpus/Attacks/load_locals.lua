-- expect: ok
local f, message = load(('local a '):rep(300))
assert(not f and message:find('local variables'))
