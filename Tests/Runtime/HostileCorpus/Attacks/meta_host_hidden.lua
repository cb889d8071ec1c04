-- expect: ok
assert(getmetatable(host) == false)
assert(not pcall(rawset, 'host', 1, 2))
