-- tries: a long message whose cut falls within a character
-- expect: error
error("-" .. ("\u{20AC}"):rep(40000), 0)
