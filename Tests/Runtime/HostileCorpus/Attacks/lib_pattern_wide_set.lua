-- expect: killed cpu
-- A set of 25,000 ranges of all bytes, read anew by each call.
local pattern = '[' .. ('\0-\255'):rep(25000) .. ']'
while true do pcall(string.find, 'x', pattern) end
