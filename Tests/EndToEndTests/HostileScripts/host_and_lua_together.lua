-- tries: fills most of the memory by itself and lets the host copy the rest
-- expect: stop
local kept = {}
for i = 1, 40 do kept[i] = ("k"):rep(1 << 20) .. i end
return grappe.json.encode({ kept[1], kept[2], kept[3], kept[4], kept[5], kept[6], kept[7], kept[8], kept })
