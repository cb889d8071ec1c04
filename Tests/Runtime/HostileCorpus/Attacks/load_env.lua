-- expect: ok
assert(load('return x', 'c', 't', {x = 7})() == 7)
