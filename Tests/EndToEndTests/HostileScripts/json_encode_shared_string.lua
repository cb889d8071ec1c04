-- tries: encodes one long text given many times in nested tables
-- expect: stop
local s = ("x"):rep(4 << 20)
local t = {}
for i = 1, 200 do t[i] = { a = s, b = { s, s } } end
return #grappe.json.encode(t)
