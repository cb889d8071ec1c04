#include <string.h>

#include "lib_string.h"

/* Up to this size the result is allocated at once. Beyond, it grows by doubling, so that it reaches the state's memory
 * limit long before an absurd size would be allocated. */
enum { WHOLE_BYTES_MAX = 1 << 20 };

/* Fills `total` bytes with repetitions of their first `filled` ones. */
static void spread(Fuel *fuel, char *bytes, size_t filled, size_t total) {
  while (filled < total) {
    size_t count = filled < total - filled ? filled : total - filled;
    memcpy(bytes + filled, bytes, count);
    lib_spend_bytes(fuel, count);
    filled += count;
  }
}

static void push_whole(Fuel *fuel, const char *unit, size_t unit_length, size_t total) {
  luaL_Buffer buffer;
  char *out = luaL_buffinitsize(fuel->L, &buffer, total);
  size_t filled = unit_length < total ? unit_length : total;
  memcpy(out, unit, filled);
  spread(fuel, out, filled, total);
  luaL_pushresultsize(&buffer, total);
}

static void push_grown(Fuel *fuel, const char *unit, size_t unit_length, size_t total) {
  luaL_Buffer buffer;
  luaL_buffinit(fuel->L, &buffer);
  luaL_addlstring(&buffer, unit, unit_length < total ? unit_length : total);
  while (luaL_bufflen(&buffer) < total) {
    size_t filled = luaL_bufflen(&buffer);
    size_t count = filled < total - filled ? filled : total - filled;
    char *out = luaL_prepbuffsize(&buffer, count);
    memcpy(out, luaL_buffaddr(&buffer), count);
    luaL_addsize(&buffer, count);
    lib_spend_bytes(fuel, count);
    guard_poll(fuel->L);
  }
  luaL_pushresult(&buffer);
}

static void push_repeated(lua_State *L, const char *unit, size_t unit_length, size_t total) {
  Fuel fuel = lib_fuel(L);
  if (total <= WHOLE_BYTES_MAX) push_whole(&fuel, unit, unit_length, total);
  else push_grown(&fuel, unit, unit_length, total);
}

/* Pushes text and separator as one unit; the last separator is dropped because the result is cut to `total`. */
static void push_separated(lua_State *L, size_t total) {
  size_t unit_length;
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_concat(L, 2);
  const char *unit = lua_tolstring(L, -1, &unit_length);
  push_repeated(L, unit, unit_length, total);
}

int lib_string_rep(lua_State *L) {
  size_t length, separator_length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &separator_length);
  size_t unit_length = length + separator_length;
  if (count <= 0 || unit_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (unit_length < length || unit_length > LIB_STRING_BYTES_MAX / (size_t)count) {
    return luaL_error(L, "resulting string too large");
  }
  size_t total = unit_length * (size_t)count - separator_length;
  if (separator_length == 0) push_repeated(L, text, length, total);
  else push_separated(L, total);
  return 1;
}
