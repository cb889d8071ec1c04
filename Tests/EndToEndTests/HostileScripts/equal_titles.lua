-- tries: 4,000 tables of one title, each of which gets a name of its own
-- expect: ok
local doc = grappe.document { title = "x" }
for i = 1, 4000 do doc:table { caption = "Acteurs", columns = { "a" }, rows = { { i } } } end
