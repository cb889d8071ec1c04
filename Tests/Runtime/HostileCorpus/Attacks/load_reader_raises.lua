-- expect: ok
local f, message = load(function() error('no') end)
assert(not f and message:find('no'))
