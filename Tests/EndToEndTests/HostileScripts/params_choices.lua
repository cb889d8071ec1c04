-- tries: declares a parameter with too many choices
-- expect: error
local values = {}
for i = 1, 100000 do values[i] = "v" .. i end
grappe.params { p = { type = "choice", values = values, default = "v1" } }
