-- tries: gives long names to every function that refuses unknown ones
-- expect: error
local name = ("n"):rep(4 << 20)
for i = 1, 20 do pcall(grappe.actors.get, name) pcall(grappe.t, name) pcall(grappe.bundle.read, name) pcall(grappe.emit, name) end
error("done")
