-- expect: ok
assert(tonumber(('9'):rep(500000)) == nil or true)
assert(tonumber(('1'):rep(10000), 10))
