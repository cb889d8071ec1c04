-- expect: ok
local f, message = load('return ' .. ('('):rep(100000) .. '1')
assert(not f and message:find('overflow'))
