-- expect: error pattern too complex
string.match(('x'):rep(300000), ('(x'):rep(1) .. ')' .. ('x?'):rep(300) .. 'y')
