#include <inttypes.h>
#include <stdio.h>

#include "lib_string.h"

/* Plugins see no addresses: they would reveal the host's memory layout, and make two runs of the same invocation
 * differ. `%p` shows the number that the state gave the object at its first use. */

/* Hashes the bytes of a string (FNV-1a), since equal strings are the same value. */
static uint64_t string_identity(lua_State *L, int index) {
  size_t length;
  const uint8_t *bytes = (const uint8_t *)lua_tolstring(L, index, &length);
  Fuel fuel = lib_fuel(L);
  uint64_t hash = UINT64_C(0xCBF29CE484222325);
  for (size_t i = 0; i < length; i++) {
    hash = (hash ^ bytes[i]) * UINT64_C(0x100000001B3);
    lib_spend(&fuel, 1);
  }
  return hash;
}

const char *lib_push_identity(lua_State *L, int index, size_t *length) {
  bool is_string = lua_type(L, index) == LUA_TSTRING;
  uint64_t identity = is_string ? string_identity(L, index) : guard_identity(L, index);
  char text[2 + 16 + 1];
  int digits = is_string ? 16 : 8;
  if (identity == 0) snprintf(text, sizeof text, "(null)");
  else snprintf(text, sizeof text, "0x%0*" PRIx64, digits, identity);
  lua_pushstring(L, text);
  return lua_tolstring(L, -1, length);
}
