-- expect: killed cpu, memory
local s = ('\0'):rep(100000)
while true do string.format('%q', s) end
