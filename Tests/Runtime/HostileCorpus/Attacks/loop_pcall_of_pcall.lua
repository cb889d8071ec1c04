-- expect: killed cpu
local function go() while true do pcall(pcall, pcall, error) end end
while true do pcall(go) end
