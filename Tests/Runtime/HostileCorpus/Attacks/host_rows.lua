-- expect: killed rows
while true do host.rows(100) end
