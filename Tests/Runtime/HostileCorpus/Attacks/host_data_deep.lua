-- expect: error nested more than 32
local t = {}
for i = 1, 100 do t = {t} end
host.data(t)
