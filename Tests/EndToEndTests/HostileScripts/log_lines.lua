-- tries: writes the log full of short lines
-- expect: stop
while true do grappe.log.info("") end
