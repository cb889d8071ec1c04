-- expect: killed cpu
for _ in string.gmatch(('a'):rep(30000), '.-.-.-.-.-b') do end
