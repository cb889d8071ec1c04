-- expect: killed output
while true do host.log('flood') end
