#ifndef GUARD_LIBRARY_H
#define GUARD_LIBRARY_H

#include <lua.h>

/* The sandbox's own string, table and utf8 libraries: the results and messages of Lua 5.4, but every loop looks at
 * the kill flag through guard_poll, so that no call can hold its thread. */

/// Creates the global `string` (without `dump`) and seals the metatable of strings: `getmetatable("")` is `false`.
/// The stack is left as it was. MAY_LJMP.
void guard_open_string(lua_State *L);

/// Creates the global `table`. The stack is left as it was. MAY_LJMP.
void guard_open_table(lua_State *L);

/// Creates the global `utf8`. The stack is left as it was. MAY_LJMP.
void guard_open_utf8(lua_State *L);

/// The same three as openers for `luaL_requiref`: each leaves the library's table on the stack. MAY_LJMP.
int guard_openlib_string(lua_State *L);
int guard_openlib_table(lua_State *L);
int guard_openlib_utf8(lua_State *L);

#endif
