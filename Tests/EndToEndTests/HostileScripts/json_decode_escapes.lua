-- tries: decodes a long text of escapes, over and over, and keeps it
-- expect: stop
local s = '"' .. ("\\u00e9"):rep(3 << 20) .. '"'
local kept = {}
while true do kept[#kept + 1] = grappe.json.decode(s) .. #kept end
