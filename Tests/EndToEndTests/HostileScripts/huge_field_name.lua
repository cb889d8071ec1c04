-- tries: asks for a field whose name has 4 MiB
-- expect: error
return grappe.actors.find({}, { fields = { ("é"):rep(2 << 20) } })
