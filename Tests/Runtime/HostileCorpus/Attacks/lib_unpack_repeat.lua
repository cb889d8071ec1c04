-- expect: killed cpu
while true do select('#', table.unpack({}, 1, 20000)) end
