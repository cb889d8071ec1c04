-- expect: killed cpu
local format = '%' .. ('0'):rep(1500000)
while true do pcall(string.format, format, 1) end
