#include "guard_library.h"

#include <lualib.h>

#include "lib_bytes.h"
#include "lib_string.h"

static int string_len(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

static int string_sub(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  size_t begin = lib_begin_offset(luaL_checkinteger(L, 2), length);
  size_t end = lib_end_offset(luaL_optinteger(L, 3, -1), length);
  if (begin < end) lua_pushlstring(L, text + begin, end - begin);
  else lua_pushliteral(L, "");
  return 1;
}

static int string_byte(lua_State *L) {
  size_t length;
  const uint8_t *bytes = lib_check_bytes(L, 1, &length);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  size_t begin = lib_begin_offset(first, length);
  size_t end = lib_end_offset(luaL_optinteger(L, 3, first), length);
  if (begin >= end) return 0;
  if (end - begin >= INT32_MAX) return luaL_error(L, "string slice too long");
  int count = (int)(end - begin);
  luaL_checkstack(L, count, "string slice too long");
  for (size_t i = begin; i < end; i++) lua_pushinteger(L, bytes[i]);
  return count;
}

static int string_char(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer buffer;
  char *out = luaL_buffinitsize(L, &buffer, (size_t)count);
  for (int i = 1; i <= count; i++) {
    lua_Unsigned byte = (lua_Unsigned)luaL_checkinteger(L, i);
    luaL_argcheck(L, byte <= UINT8_MAX, i, "value out of range");
    out[i - 1] = (char)byte;
  }
  luaL_pushresultsize(&buffer, (size_t)count);
  return 1;
}

typedef void (*BlockTransform)(uint8_t *restrict out, const uint8_t *restrict in, size_t length);

static void lower_block(uint8_t *restrict out, const uint8_t *restrict in, size_t length) {
  for (size_t i = 0; i < length; i++) out[i] = lib_lower(in[i]);
}

static void upper_block(uint8_t *restrict out, const uint8_t *restrict in, size_t length) {
  for (size_t i = 0; i < length; i++) out[i] = lib_upper(in[i]);
}

static inline int transform(lua_State *L, BlockTransform block) {
  size_t length;
  const uint8_t *in = lib_check_bytes(L, 1, &length);
  luaL_Buffer buffer;
  uint8_t *out = (uint8_t *)luaL_buffinitsize(L, &buffer, length);
  Fuel fuel = lib_fuel(L);
  for (size_t done = 0; done < length;) {
    size_t count = length - done < LIB_BLOCK_BYTES ? length - done : LIB_BLOCK_BYTES;
    block(out + done, in + done, count);
    lib_spend_bytes(&fuel, count);
    done += count;
  }
  luaL_pushresultsize(&buffer, length);
  return 1;
}

static int string_lower(lua_State *L) {
  return transform(L, lower_block);
}

static int string_upper(lua_State *L) {
  return transform(L, upper_block);
}

static void reverse_block(uint8_t *restrict out, const uint8_t *restrict in_end, size_t length) {
  for (size_t i = 0; i < length; i++) out[i] = in_end[-1 - (ptrdiff_t)i];
}

static int string_reverse(lua_State *L) {
  size_t length;
  const uint8_t *in = lib_check_bytes(L, 1, &length);
  luaL_Buffer buffer;
  uint8_t *out = (uint8_t *)luaL_buffinitsize(L, &buffer, length);
  Fuel fuel = lib_fuel(L);
  for (size_t done = 0; done < length;) {
    size_t count = length - done < LIB_BLOCK_BYTES ? length - done : LIB_BLOCK_BYTES;
    reverse_block(out + done, in + length - done, count);
    lib_spend_bytes(&fuel, count);
    done += count;
  }
  luaL_pushresultsize(&buffer, length);
  return 1;
}

static const luaL_Reg functions[] = {
    {"byte", string_byte},         {"char", string_char},         {"find", lib_string_find},
    {"format", lib_string_format}, {"gmatch", lib_string_gmatch}, {"gsub", lib_string_gsub},
    {"len", string_len},           {"lower", string_lower},       {"match", lib_string_match},
    {"pack", lib_string_pack},     {"packsize", lib_string_packsize}, {"rep", lib_string_rep},
    {"reverse", string_reverse},   {"sub", string_sub},           {"unpack", lib_string_unpack},
    {"upper", string_upper},       {NULL, NULL},
};

static void set_string_metatable(lua_State *L) {
  lua_pushliteral(L, "");
  lib_push_string_metatable(L);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

int guard_openlib_string(lua_State *L) {
  luaL_newlib(L, functions);
  set_string_metatable(L);
  return 1;
}

void guard_open_string(lua_State *L) {
  luaL_requiref(L, LUA_STRLIBNAME, guard_openlib_string, 1);
  lua_pop(L, 1);
}
