-- expect: ok
local main = coroutine.running()
local ok, message = coroutine.wrap(function() return coroutine.resume(main) end)()
assert(not ok and message:find('non%-suspended'))
assert(coroutine.wrap(function() return coroutine.status(main) end)() == 'normal')
