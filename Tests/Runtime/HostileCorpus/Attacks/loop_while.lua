-- expect: killed cpu
while true do end
