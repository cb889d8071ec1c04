-- tries: writes deeply indented JSON for people of many small lists
-- expect: error
local deep = {}
for i = 1, 60000 do deep[i] = {} end
for level = 1, 29 do deep = { deep } end
local text = grappe.json.encode(deep, { pretty = true })
error("done: " .. #text)
