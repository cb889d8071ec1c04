-- expect: ok
local ok, value = pcall(host.raise)
assert(not ok and value.code == 7)
