-- expect: killed cascade
pcall(host.cascade)
while true do end
