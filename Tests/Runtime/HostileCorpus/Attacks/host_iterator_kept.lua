-- expect: ok
local next_row = host.iterate(3)
local n = 0
for row in next_row do n = n + row end
assert(n == 6 and next_row() == nil)
