-- tries: filters by a field whose name has 4 MiB
-- expect: error
return grappe.actors.find { [("k"):rep(4 << 20)] = 1 }
