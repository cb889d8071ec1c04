-- expect: any
string.pack(('!16 i16 Xi16'):rep(1000) .. 'z', 1)
