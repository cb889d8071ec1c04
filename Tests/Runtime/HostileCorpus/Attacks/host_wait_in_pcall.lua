-- expect: killed wall
while true do pcall(host.wait) end
