-- expect: killed memory
string.rep('x', 1 << 30)
