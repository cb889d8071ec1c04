-- expect: killed memory
local t = setmetatable({}, {__index = function() return 1 end})
table.move(t, 1, 1 << 40, 1, {})
