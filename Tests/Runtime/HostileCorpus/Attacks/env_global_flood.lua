-- expect: killed memory
local i = 0
while true do i = i + 1 _ENV['g' .. i] = i end
