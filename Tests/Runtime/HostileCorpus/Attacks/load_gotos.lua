-- expect: killed cpu
local parts = {}
for i = 1, 30000 do parts[i] = 'goto a' .. i end
local source = 'do ' .. table.concat(parts, ' ') .. ' end'
while true do load(source) end
