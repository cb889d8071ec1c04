-- tries: encodes control characters, each of which becomes six bytes
-- expect: stop
return #grappe.json.encode(("\1"):rep(20 << 20))
