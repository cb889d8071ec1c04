/* Lua 5.4 as the system installs it. Only the C API is taken; its libraries are opened one by one in CLuaGuard. */
#include <lua5.4/lua.h>
#include <lua5.4/lauxlib.h>
#include <lua5.4/lualib.h>
