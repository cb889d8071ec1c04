-- expect: ok
local co = coroutine.wrap(function() return load(coroutine.yield) end)
local f, message = co()
assert(not f and message:find('yield'))
