-- tries: gives the host one key of many megabytes, which errors would repeat
-- expect: error
local key = ("k"):rep(4 << 20)
grappe.actors.find({}, { [key] = 1 })
