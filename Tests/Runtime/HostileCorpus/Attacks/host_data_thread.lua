-- expect: error a thread is not data
host.data(coroutine.create(print))
