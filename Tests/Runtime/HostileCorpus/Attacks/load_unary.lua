-- expect: ok
local f, message = load('return ' .. ('not '):rep(100000) .. '1')
assert(not f and message:find('overflow'))
