-- expect: killed cpu
string.match(('a'):rep(20000), 'a*a*a*a*a*a*a*a*b')
