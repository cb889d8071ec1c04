-- expect: ok
-- A plugin changes its own string library only; the neighbour checks that its own is whole.
assert(getmetatable('') == false)
assert(not pcall(setmetatable, 'x', {}))
string.upper = function() return 'mine' end
assert(('x'):upper() == 'mine')
