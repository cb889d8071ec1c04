-- tries: gives the host one key of many megabytes above a value that is no data: errors would repeat the key
-- expect: error
return grappe.json.encode({ [("k"):rep(4 << 20)] = coroutine.create(print) })
