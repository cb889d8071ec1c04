-- expect: killed cpu
table.insert(setmetatable({}, {__len = function() return math.maxinteger - 1 end, __index = function() return nil end, __newindex = function() end}), 1, 'x')
