-- tries: all calls at once, matched and routed, while ever less memory is left
-- expect: stop
-- with: --memory 2MiB
local holder, filled, i = grappe.actors.find({}, { limit = 1 })[1].id, {}, 0
while true do
  grappe.funding.match(holder)
  grappe.funding.route { holder = holder }
  i = i + 1
  filled[i] = ("x"):rep(16384) .. i
end
