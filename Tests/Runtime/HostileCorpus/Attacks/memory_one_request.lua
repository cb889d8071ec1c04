-- expect: killed memory
local t = {}
table.move(setmetatable({}, {__index = function() return 1 end}), 1, 1 << 22, 1, t)
