-- expect: ok
local ok, message = xpcall(error, function() error('in the handler') end)
assert(not ok)
