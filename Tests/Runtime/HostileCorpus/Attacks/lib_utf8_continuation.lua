-- expect: killed cpu
local s = ('\x80'):rep(500000)
while true do pcall(utf8.offset, s, 0, #s) end
