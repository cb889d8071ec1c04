-- tries: declares more parameters than there may be, with long labels
-- expect: error
local p = {}
for i = 1, 5000 do p["p" .. i] = { type = "text", default = "x", label = ("l"):rep(100) } end
grappe.params(p)
