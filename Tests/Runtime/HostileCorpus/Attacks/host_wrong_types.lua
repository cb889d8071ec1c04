-- expect: ok
assert(not pcall(host.add, 'x', {}))
assert(not pcall(host.add))
assert(host.add(1, 2) == 3)
