-- tries: a member of a table of the host whose name has 20,000 letters
-- expect: error
return grappe.json[("decode"):rep(3400)]
