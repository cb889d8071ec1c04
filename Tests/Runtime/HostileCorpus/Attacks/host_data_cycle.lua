-- expect: error nested more than 32
local t = {}
t.t = t
host.data(t)
