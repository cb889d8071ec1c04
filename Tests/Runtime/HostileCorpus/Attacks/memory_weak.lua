-- expect: killed cpu, memory
local kept, weak = {}, setmetatable({}, {__mode = 'k'})
while true do local k = {} kept[#kept + 1] = k weak[k] = {k} end
