-- expect: any
local t = {}
for i = 1, 200001 do t[i] = true end
host.data(t)
