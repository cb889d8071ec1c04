-- expect: killed output
while true do warn('flood') end
