-- expect: killed cpu
while true do host.add(1, 2) end
