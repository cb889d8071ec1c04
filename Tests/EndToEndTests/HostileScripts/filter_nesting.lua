-- tries: a filter nested 150,000 levels deep
-- expect: error
local f = { name = "x" }
for _ = 1, 150000 do f = { ["not"] = f } end
return grappe.actors.count(f)
