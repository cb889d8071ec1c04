-- expect: killed cpu, memory
while true do host.iterate(1) end
