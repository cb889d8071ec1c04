/* The system's Lua 5.4. Only the C API is used; CLuaGuard opens the libraries one by one. */
#include <lua5.4/lua.h>
#include <lua5.4/lauxlib.h>
#include <lua5.4/lualib.h>
