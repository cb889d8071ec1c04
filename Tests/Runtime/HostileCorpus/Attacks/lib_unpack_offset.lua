-- expect: error
string.unpack('s8', ('\xff'):rep(8))
