-- tries: JSON arrays nested a million levels deep
-- expect: ok
local value, problem = grappe.json.decode(("["):rep(1000000) .. ("]"):rep(1000000))
assert(value == nil and problem)
value, problem = grappe.json.decode(('{"a":'):rep(200000))
assert(value == nil and problem)
