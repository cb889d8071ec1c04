-- expect: error stack overflow
local t
t = setmetatable({}, {__concat = function() return t .. 'x' end})
return t .. 'x'
