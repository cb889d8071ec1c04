-- tries: filters by 60,000 patterns of one field
-- expect: error
local patterns = {}
for i = 1, 60000 do patterns[i] = "%n" .. i .. "%" end
return #grappe.actors.find { name = { like = patterns } }
