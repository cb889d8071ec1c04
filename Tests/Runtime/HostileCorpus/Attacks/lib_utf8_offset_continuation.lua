-- expect: killed cpu
local text = 'a' .. ('\x80'):rep(1000000)
while true do utf8.offset(text, 2) end
