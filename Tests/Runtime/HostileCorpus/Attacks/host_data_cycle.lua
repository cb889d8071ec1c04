-- expect: error contains itself
local t = {}
t.t = t
host.data(t)
