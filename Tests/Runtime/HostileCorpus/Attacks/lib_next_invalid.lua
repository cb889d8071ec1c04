-- expect: error invalid key to 'next'
next({}, 'nothing')
