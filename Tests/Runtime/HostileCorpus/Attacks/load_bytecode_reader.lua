-- expect: ok
local once
local f, message = load(function() if once then return nil end once = true return '\x1bLua' end, 'x', 'bt')
assert(not f and message:find('binary'))
