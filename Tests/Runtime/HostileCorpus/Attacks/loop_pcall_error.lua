-- expect: killed cpu
while true do pcall(error, 'again') end
