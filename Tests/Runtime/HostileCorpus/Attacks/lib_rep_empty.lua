-- expect: ok
assert(string.rep('', math.maxinteger) == '')
