-- expect: error resulting string too large
string.rep('xx', math.maxinteger)
