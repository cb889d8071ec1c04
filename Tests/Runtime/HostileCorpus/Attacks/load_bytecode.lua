-- expect: ok
local f, message = load('\x1bLua\x54\x00\x19\x93\r\n\x1a\n')
assert(not f and message:find('binary'))
