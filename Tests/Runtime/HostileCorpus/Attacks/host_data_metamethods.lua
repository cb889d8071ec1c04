-- expect: ok
host.data(setmetatable({}, {__index = function() while true do end end, __len = function() return 1 << 40 end, __pairs = function() while true do end end}))
