-- expect: ok
local f = load('return _ENV')
assert(f() == _G and _G.io == nil and _G.debug == nil)
