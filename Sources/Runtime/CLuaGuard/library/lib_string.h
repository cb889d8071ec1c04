#ifndef LIB_STRING_H
#define LIB_STRING_H

#include <lauxlib.h>
#include <limits.h>
#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib_poll.h"

/* The limit at which Lua 5.4 refuses to make a longer string, or to read a larger size from a format. */
#define LIB_STRING_BYTES_MAX ((size_t)INT_MAX)

/* The functions of `string`, by file. Each is a lua_CFunction. MAY_LJMP, all of them. */
int lib_string_find(lua_State *L);
int lib_string_match(lua_State *L);
int lib_string_gmatch(lua_State *L);
int lib_string_gsub(lua_State *L);
int lib_string_rep(lua_State *L);
int lib_string_format(lua_State *L);
int lib_string_pack(lua_State *L);
int lib_string_packsize(lua_State *L);
int lib_string_unpack(lua_State *L);

/// Pushes the metatable of strings: arithmetic on numerals, and `__metatable = false`. MAY_LJMP.
void lib_push_string_metatable(lua_State *L);

/// Adds a string argument's literal, as `%q` writes it, to the buffer. MAY_LJMP: "value has no literal form".
void lib_add_literal(lua_State *L, luaL_Buffer *buffer, Fuel *fuel, int argument);

/// Pushes the text in place of a value's address, such as `0x00000001`, or `(null)` for a value without one, and returns it.
/// MAY_LJMP.
const char *lib_push_identity(lua_State *L, int index, size_t *length);

/// Returns the bytes and the length of a string argument. MAY_LJMP.
static inline const uint8_t *lib_check_bytes(lua_State *L, int argument, size_t *length) {
  return (const uint8_t *)luaL_checklstring(L, argument, length);
}

/// Returns the offset, counted from 0, of a first position that may count from the end; at least 0, perhaps past the end.
static inline size_t lib_begin_offset(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length) return 0;
  return length - (size_t)-position;
}

/// Returns the offset after a last position that may count from the end; in 0...length.
static inline size_t lib_end_offset(lua_Integer position, size_t length) {
  if (position > (lua_Integer)length) return length;
  if (position >= 0) return (size_t)position;
  return position < -(lua_Integer)length ? 0 : length - (size_t)-position + 1;
}

#endif
