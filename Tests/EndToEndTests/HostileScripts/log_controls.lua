-- tries: a line of the log of 7 MiB of controls
-- expect: ok
-- with: --memory 32MiB
-- peak: 110MiB
grappe.log.info(("\1"):rep(7 << 20))
