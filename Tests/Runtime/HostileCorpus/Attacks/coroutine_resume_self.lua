-- expect: ok
local me, is_main = coroutine.running()
assert(is_main)
local ok, message = coroutine.resume(me)
assert(not ok and message:find('non%-suspended'))
assert(not pcall(coroutine.close, me))
assert(coroutine.status(me) == 'running')
assert(not coroutine.isyieldable())
