-- tries: decodes objects whose keys are long and all different
-- expect: stop
local t = {}
for i = 1, 250000 do t[i] = ('"a key that is long enough to need a buffer %d":[%d]'):format(i, i) end
return grappe.json.decode("{" .. table.concat(t, ",") .. "}")
