-- expect: killed memory
local t, i = {}, 0.5
while true do i = i + 1 t[i] = true end
