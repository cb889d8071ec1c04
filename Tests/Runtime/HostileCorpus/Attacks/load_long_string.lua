-- expect: killed cpu, memory
local source = 'return [==[' .. ('x'):rep(500000) .. ']==]'
while true do load(source) end
