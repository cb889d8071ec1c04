-- expect: killed cpu
while true do pcall(assert, false, 'no') end
