-- expect: killed cpu
while true do pcall(host.fail) end
