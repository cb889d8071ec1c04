-- tries: declares a parameter with a property whose name has 4 MiB
-- expect: error
return grappe.params { year = { type = "integer", [("k"):rep(4 << 20)] = 1 } }
