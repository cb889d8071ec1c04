-- expect: killed rows
while true do pcall(host.rows, 1000) end
