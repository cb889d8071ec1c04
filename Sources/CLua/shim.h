/* Lua 5.4 as the system installs it. Only the C API is taken; its libraries are opened one by one in CLuaGuard. */
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>
