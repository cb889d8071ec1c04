-- expect: any
local function f() local ok, message = pcall(f) if not ok then error(message, 0) end end
f()
