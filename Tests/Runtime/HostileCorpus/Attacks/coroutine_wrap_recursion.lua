-- expect: error C stack overflow
local function bomb() return coroutine.wrap(bomb)() end
bomb()
