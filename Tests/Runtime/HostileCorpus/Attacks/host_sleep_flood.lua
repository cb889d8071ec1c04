-- expect: killed wall
while true do host.sleep(1) end
