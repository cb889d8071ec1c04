-- tries: a filter on a field whose name has 20,000 letters
-- expect: error
return grappe.actors.find { [("name"):rep(5000)] = "x" }
