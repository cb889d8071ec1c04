-- expect: error resulting string too large
string.rep('', 1 << 32, 'x')
