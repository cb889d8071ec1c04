-- expect: ok
local t = setmetatable({}, {__name = ('x'):rep(100000)})
assert(#tostring(t) > 100000)
