#ifndef LIB_TABLE_H
#define LIB_TABLE_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "lib_poll.h"

/* What a function does with its table argument; a value that is no table will do if its metatable allows as much. */
enum { TABLE_READ = 1, TABLE_WRITE = 2, TABLE_LENGTH = 4 };

/// Raises unless the argument is a table or has the metamethods for that use. MAY_LJMP.
void lib_check_table(lua_State *L, int argument, int use);

/// The length of a table argument, with `__len`. MAY_LJMP.
lua_Integer lib_table_length(lua_State *L, int argument, int use);

/// Whether raw access to the value does the same as ordinary access. No Lua code runs during the loops that ask this,
/// so the answer holds for a whole loop.
static inline bool lib_is_raw(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return false;
  if (!lua_getmetatable(L, index)) return true;
  lua_pop(L, 1);
  return false;
}

/// Pushes an element. MAY_LJMP.
static inline void lib_get(lua_State *L, bool is_raw, int index, lua_Integer key) {
  if (is_raw) lua_rawgeti(L, index, key);
  else lua_geti(L, index, key);
}

/// Pops a value and stores it as an element. MAY_LJMP.
static inline void lib_set(lua_State *L, bool is_raw, int index, lua_Integer key) {
  if (is_raw) lua_rawseti(L, index, key);
  else lua_seti(L, index, key);
}

int lib_table_sort(lua_State *L);

#endif
