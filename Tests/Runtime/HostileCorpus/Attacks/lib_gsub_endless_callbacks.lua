-- expect: killed cpu
local s = ('x'):rep(1000)
while true do s:gsub('.', function(c) return c end) end
