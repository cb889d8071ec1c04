-- expect: error
string.packsize('c2147483647c2147483647')
