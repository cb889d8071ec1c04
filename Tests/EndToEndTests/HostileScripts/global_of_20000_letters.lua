-- tries: a call of a global whose name has 20,000 letters: the nearest name is looked for
-- expect: error
local code = "return " .. ("n"):rep(20000) .. "()"
assert(load(code))()
