-- expect: ok
assert(collectgarbage('count') > 1)
