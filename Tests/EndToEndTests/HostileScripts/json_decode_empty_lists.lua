-- tries: decodes millions of empty lists, three bytes each
-- expect: stop
return #grappe.json.decode("[" .. ("[],"):rep(6 << 20) .. "1]")
