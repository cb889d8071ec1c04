-- expect: killed cpu
string.find(('a'):rep(30000), '.-.-.-.-.-.-.-.-b')
