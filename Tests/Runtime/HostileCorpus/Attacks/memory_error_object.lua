-- expect: killed memory
local function f(s) error(s .. s, 0) end
local s = 'x'
while true do local _ s = select(2, pcall(f, s)) end
