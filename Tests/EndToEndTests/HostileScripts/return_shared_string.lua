-- tries: returns one long text many times
-- expect: stop
local s = ("x"):rep(4 << 20)
local t = {}
for i = 1, 1000 do t[i] = s end
return t
