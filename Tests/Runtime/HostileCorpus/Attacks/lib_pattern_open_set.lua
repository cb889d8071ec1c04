-- expect: killed cpu
local pattern = '[' .. ('a'):rep(70000)
while true do pcall(string.gsub, 'x', pattern, '') end
