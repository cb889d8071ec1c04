-- expect: killed cpu
local s = ('é'):rep(200000)
while true do utf8.offset(s, -1) utf8.offset(s, 200000) end
