-- expect: error cannot be handed over
local t = {}
t.t = t
return t
