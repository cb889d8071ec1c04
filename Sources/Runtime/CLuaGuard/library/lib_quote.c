#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "lib_bytes.h"
#include "lib_string.h"

/* `%q`: a literal that Lua reads back as the same value. */

static bool needs_escape(uint8_t byte) {
  return byte == '"' || byte == '\\' || lib_is_control(byte);
}

static void add_escaped(luaL_Buffer *buffer, uint8_t byte, bool is_before_digit) {
  char text[8];
  if (!lib_is_control(byte) || byte == '\n') snprintf(text, sizeof text, "\\%c", byte);
  else snprintf(text, sizeof text, is_before_digit ? "\\%03d" : "\\%d", byte);
  luaL_addstring(buffer, text);
}

static void add_string(luaL_Buffer *buffer, Fuel *fuel, const uint8_t *at, size_t length) {
  const uint8_t *end = at + length, *done = at;
  luaL_addchar(buffer, '"');
  for (; at < end; at++) {
    lib_spend(fuel, 1);
    if (!needs_escape(*at)) continue;
    luaL_addlstring(buffer, (const char *)done, (size_t)(at - done));
    add_escaped(buffer, *at, at + 1 < end && lib_is_digit(at[1]));
    done = at + 1;
  }
  luaL_addlstring(buffer, (const char *)done, (size_t)(at - done));
  luaL_addchar(buffer, '"');
}

/* The least integer has no decimal literal: its digits alone are out of range. */
static void add_integer(luaL_Buffer *buffer, lua_Integer value) {
  char text[24];
  snprintf(text, sizeof text, value == LUA_MININTEGER ? "0x%" PRIx64 : "%" PRId64, (int64_t)value);
  luaL_addstring(buffer, text);
}

static void add_float(luaL_Buffer *buffer, lua_Number value) {
  char text[40];
  if (isnan(value)) snprintf(text, sizeof text, "(0/0)");
  else if (isinf(value)) snprintf(text, sizeof text, value > 0 ? "1e9999" : "-1e9999");
  else snprintf(text, sizeof text, "%a", value);
  luaL_addstring(buffer, text);
}

void lib_add_literal(lua_State *L, luaL_Buffer *buffer, Fuel *fuel, int argument) {
  size_t length;
  switch (lua_type(L, argument)) {
    case LUA_TSTRING: {
      const char *text = lua_tolstring(L, argument, &length);
      add_string(buffer, fuel, (const uint8_t *)text, length);
      break;
    }
    case LUA_TNUMBER:
      if (lua_isinteger(L, argument)) add_integer(buffer, lua_tointeger(L, argument));
      else add_float(buffer, lua_tonumber(L, argument));
      break;
    case LUA_TNIL: luaL_addstring(buffer, "nil"); break;
    case LUA_TBOOLEAN: luaL_addstring(buffer, lua_toboolean(L, argument) ? "true" : "false"); break;
    default: luaL_argerror(L, argument, "value has no literal form");
  }
}
