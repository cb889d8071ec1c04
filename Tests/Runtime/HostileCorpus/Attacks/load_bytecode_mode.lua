-- expect: ok
local f, message = load('\x1bLua', 'x', 'b')
assert(not f)
local g, why = load('\x1bLua', 'x', 'bt')
assert(not g and why:find('binary'))
