-- expect: error string slice too long
local s = ('x'):rep(2000000)
return select('#', s:byte(1, -1))
