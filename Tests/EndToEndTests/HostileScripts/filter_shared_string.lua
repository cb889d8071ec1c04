-- tries: filters by a list of one long text given many times
-- expect: stop
local s, list = ("x"):rep(1 << 20), {}
for i = 1, 1000 do list[i] = s end
return grappe.actors.count { name = list }
