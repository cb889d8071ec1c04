-- tries: lets the host copy much of what is garbage soon after
-- expect: ok
for i = 1, 60 do grappe.actors.get(("g"):rep(3 << 20) .. i) end
