#ifndef GUARD_LIBRARY_H
#define GUARD_LIBRARY_H

#include <lua.h>

/* The sandbox's own string, table and utf8 libraries: the results and messages of Lua 5.4, but every loop checks the
 * kill flag through guard_poll, so that no call can block its thread. */

/// Creates the global `string` (without `dump`) and seals the metatable of strings: `getmetatable("")` is `false`. Leaves the
/// stack unchanged. MAY_LJMP.
void guard_open_string(lua_State *L);

/// Creates the global `table`. Leaves the stack unchanged. MAY_LJMP.
void guard_open_table(lua_State *L);

/// Creates the global `utf8`. Leaves the stack unchanged. MAY_LJMP.
void guard_open_utf8(lua_State *L);

/// Openers of the same three libraries for `luaL_requiref`: each pushes the library's table. MAY_LJMP.
int guard_openlib_string(lua_State *L);
int guard_openlib_table(lua_State *L);
int guard_openlib_utf8(lua_State *L);

#endif
