-- expect: killed cpu
-- Every label is compared with all before it: the parser alone needs seconds.
local parts = {}
for i = 1, 40000 do parts[i] = '::l' .. i .. '::' end
local source = table.concat(parts, ' ')
while true do load(source) end
