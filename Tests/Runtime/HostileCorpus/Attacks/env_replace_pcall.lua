-- expect: ok
pcall = nil
error = nil
_G = nil
print = nil
assert(true)
