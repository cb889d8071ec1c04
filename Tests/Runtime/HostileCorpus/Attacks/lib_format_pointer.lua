-- expect: ok
-- No address may be seen.
local t = {}
assert(string.format('%p', t) == string.format('%p', t))
assert(string.format('%p', t) ~= string.format('%p', {}))
assert(tonumber(string.format('%p', t)) < 1000000)
assert(tonumber(tostring(print):match('0x%x+')) < 1000000)
assert(tonumber(tostring(coroutine.create(print)):match('0x%x+')) < 1000000)
