-- tries: an error message of 64 KiB without a blank, which a regular expression would try to match from every letter on
-- expect: error
error(("x"):rep(65536) .. "'", 0)
