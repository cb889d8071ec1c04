-- expect: killed memory
while true do pcall(string.rep, 'x', 1 << 29) end
