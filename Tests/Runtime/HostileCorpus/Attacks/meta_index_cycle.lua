-- expect: error '__index' chain too long; possible loop
local t = {}
setmetatable(t, {__index = t})
return t.missing
