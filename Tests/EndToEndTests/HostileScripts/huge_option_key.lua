-- tries: gives a reading an option whose name has 4 MiB: is it compared with the known names?
-- expect: error
return grappe.actors.find({}, { [("k"):rep(4 << 20)] = 1 })
