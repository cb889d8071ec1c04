-- expect: error C stack overflow
-- Lua 5.4.4 itself does not count these C calls and runs out of its C stack.
local function bomb()
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = bomb})
    coroutine.yield()
  end)
  coroutine.resume(co)
  assert(coroutine.close(co))
end
bomb()
