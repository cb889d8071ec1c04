-- tries: raises an error of many megabytes
-- expect: stop
local kept = {}
for i = 1, 12 do kept[i] = ("e"):rep(6 << 20) .. i end
error(table.concat(kept))
