-- expect: killed cpu
while true do string.find(('('):rep(30000), '%b()') end
