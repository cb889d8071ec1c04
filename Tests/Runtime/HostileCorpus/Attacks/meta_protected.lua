-- expect: error cannot change a protected metatable
setmetatable(host, {})
