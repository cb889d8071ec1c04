-- expect: error a coroutine is not data
host.data(coroutine.create(print))
