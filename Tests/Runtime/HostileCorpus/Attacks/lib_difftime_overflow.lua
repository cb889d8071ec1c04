-- expect: ok
assert(os.difftime(math.mininteger, 1) == -0x1p63 and os.difftime(math.maxinteger, math.mininteger) == 0x1p64)
