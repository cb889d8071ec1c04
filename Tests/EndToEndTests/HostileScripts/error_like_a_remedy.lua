-- tries: a message made of beginnings of every form the remedies look for
-- expect: error
error(("(local 'module 'bad argument #1 to ' has no '' expected (to close '"):rep(2000), 0)
