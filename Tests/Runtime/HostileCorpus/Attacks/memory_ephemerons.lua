-- expect: killed cpu, memory
-- Chains of ephemerons keep the collector busy in C, where no hook is seen.
local tables, key = {}, {}
for i = 1, 20000 do tables[i] = setmetatable({}, {__mode = 'k'}) end
for i = #tables, 1, -1 do local next_key = {} tables[(i * 7919) % #tables + 1][key] = next_key key = next_key end
while true do tables[#tables + 1] = {} end
