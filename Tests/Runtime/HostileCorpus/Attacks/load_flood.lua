-- expect: killed cpu, memory
while true do load('return 1') end
