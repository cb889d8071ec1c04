-- expect: ok
local meta = {}
local t = setmetatable({}, meta)
local ran = false
meta.__gc = function() ran = true while true do end end
t = nil
local junk
for i = 1, 30000 do junk = {junk and 1} end
assert(not ran)
