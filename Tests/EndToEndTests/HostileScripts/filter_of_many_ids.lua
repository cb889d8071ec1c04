-- tries: a filter that names 150,000 ids
-- expect: ok
-- with: --memory 64MiB
local ids = {}
for i = 1, 150000 do ids[i] = "identifier-" .. i end
return #grappe.actors.find { id = ids }
