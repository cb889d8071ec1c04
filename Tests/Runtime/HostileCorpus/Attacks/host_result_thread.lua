-- expect: error cannot be handed over
return coroutine.create(print)
