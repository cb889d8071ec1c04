-- expect: ok
assert(not pcall(math.random, 0, -1))
math.randomseed()
math.randomseed(math.maxinteger, math.mininteger)
assert(math.random(5) <= 5)
