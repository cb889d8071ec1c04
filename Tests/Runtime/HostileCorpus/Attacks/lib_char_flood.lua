-- expect: killed cpu, memory
while true do string.char(table.unpack({}, 1, 0)) utf8.char(0x7FFFFFFF, 0x7FFFFFFF) end
