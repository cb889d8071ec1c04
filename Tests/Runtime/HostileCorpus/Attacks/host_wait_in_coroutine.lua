-- expect: killed wall
while true do coroutine.wrap(function() pcall(host.wait) end)() end
