-- expect: any
local function h() error('again') end
local function f() xpcall(f, h) error('x') end
f()
