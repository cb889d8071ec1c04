-- tries: decodes millions of lists of one number
-- expect: stop
return #grappe.json.decode("[" .. ("[1],"):rep(4 << 20) .. "1]")
