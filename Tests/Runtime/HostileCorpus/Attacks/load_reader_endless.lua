-- expect: any
assert(load(function() return '--' .. ('x'):rep(10000) .. '\n' end))
