-- expect: killed cpu
while true do coroutine.create(print) end
