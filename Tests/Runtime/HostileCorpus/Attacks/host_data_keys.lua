-- expect: error is not data
host.data({[1.5] = 1})
