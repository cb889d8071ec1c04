-- expect: killed cpu, memory
table.concat(setmetatable({}, {__index = function() return 'x' end, __len = function() return math.maxinteger end}))
