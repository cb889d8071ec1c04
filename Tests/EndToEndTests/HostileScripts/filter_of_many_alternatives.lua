-- tries: filters by 30,000 alternatives, each a comparison of its own
-- expect: error
local alternatives = {}
for i = 1, 30000 do alternatives[i] = { name = "n" .. i } end
return #grappe.actors.find { any = alternatives }
