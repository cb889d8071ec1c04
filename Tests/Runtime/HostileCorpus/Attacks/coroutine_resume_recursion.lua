-- expect: error C stack overflow
local function bomb() assert(coroutine.resume(coroutine.create(bomb))) end
bomb()
