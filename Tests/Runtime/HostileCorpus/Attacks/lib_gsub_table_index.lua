-- expect: killed cpu
string.gsub('abc', '.', setmetatable({}, {__index = function() while true do end end}))
