#include "lib_table.h"

#include <limits.h>
#include <lualib.h>
#include <stdbool.h>
#include <string.h>

#include "guard_library.h"

static bool has_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  bool is_there = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 1);
  return is_there;
}

static bool allows(lua_State *L, int argument, int use) {
  if (!lua_getmetatable(L, argument)) return false;
  bool is_allowed = (!(use & TABLE_READ) || has_field(L, "__index")) &&
                    (!(use & TABLE_WRITE) || has_field(L, "__newindex")) &&
                    (!(use & TABLE_LENGTH) || has_field(L, "__len"));
  lua_pop(L, 1);
  return is_allowed;
}

void lib_check_table(lua_State *L, int argument, int use) {
  if (lua_type(L, argument) != LUA_TTABLE && !allows(L, argument, use)) luaL_checktype(L, argument, LUA_TTABLE);
}

lua_Integer lib_table_length(lua_State *L, int argument, int use) {
  lib_check_table(L, argument, use | TABLE_LENGTH);
  return luaL_len(L, argument);
}

static int table_insert(lua_State *L) {
  lua_Integer end = (lua_Integer)((lua_Unsigned)lib_table_length(L, 1, TABLE_READ | TABLE_WRITE) + 1);
  int count = lua_gettop(L);
  if (count != 2 && count != 3) return luaL_error(L, "wrong number of arguments to 'insert'");
  lua_Integer position = end;
  if (count == 3) {
    position = luaL_checkinteger(L, 2);
    luaL_argcheck(L, (lua_Unsigned)position - 1 < (lua_Unsigned)end, 2, "position out of bounds");
  }
  Fuel fuel = lib_fuel(L);
  for (lua_Integer i = end; i > position; i--) {
    lua_geti(L, 1, i - 1);
    lua_seti(L, 1, i);
    lib_spend(&fuel, 4);
  }
  lua_seti(L, 1, position);
  return 0;
}

static int table_remove(lua_State *L) {
  lua_Integer length = lib_table_length(L, 1, TABLE_READ | TABLE_WRITE);
  lua_Integer position = luaL_optinteger(L, 2, length);
  if (position != length) {
    /* Lua 5.4.4 names the first argument. */
    luaL_argcheck(L, (lua_Unsigned)position - 1 <= (lua_Unsigned)length, 1, "position out of bounds");
  }
  lua_geti(L, 1, position);
  Fuel fuel = lib_fuel(L);
  for (; position < length; position++) {
    lua_geti(L, 1, position + 1);
    lua_seti(L, 1, position);
    lib_spend(&fuel, 4);
  }
  lua_pushnil(L);
  lua_seti(L, 1, position);
  return 1;
}

typedef struct {
  lua_Integer from, to; /* the first source and destination index */
  lua_Integer count;
  int target; /* the stack index of the destination */
} Move;

static void move_forward(lua_State *L, Move move) {
  Fuel fuel = lib_fuel(L);
  for (lua_Integer i = 0; i < move.count; i++) {
    lua_geti(L, 1, move.from + i);
    lua_seti(L, move.target, move.to + i);
    lib_spend(&fuel, 4);
  }
}

/* Moves backward, when the ranges overlap so that a forward move would overwrite elements not yet moved. */
static void move_backward(lua_State *L, Move move) {
  Fuel fuel = lib_fuel(L);
  for (lua_Integer i = move.count - 1; i >= 0; i--) {
    lua_geti(L, 1, move.from + i);
    lua_seti(L, move.target, move.to + i);
    lib_spend(&fuel, 4);
  }
}

static bool is_same(lua_State *L, int target) {
  return target == 1 || lua_compare(L, 1, target, LUA_OPEQ);
}

static int table_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  lib_check_table(L, 1, TABLE_READ);
  lib_check_table(L, target, TABLE_WRITE);
  if (first <= last) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    bool is_disjoint = to > last || to <= first || !is_same(L, target);
    Move move = {first, to, count, target};
    if (is_disjoint) move_forward(L, move);
    else move_backward(L, move);
  }
  lua_pushvalue(L, target);
  return 1;
}

/* Copies when the buffer has space, which saves a call for each of many short texts. */
static inline void add_text(luaL_Buffer *buffer, const char *text, size_t length) {
  if (buffer->size - buffer->n < length) {
    luaL_addlstring(buffer, text, length);
    return;
  }
  memcpy(luaL_buffaddr(buffer) + luaL_bufflen(buffer), text, length);
  luaL_addsize(buffer, length);
}

static inline void add_element(lua_State *L, luaL_Buffer *buffer, lua_Integer i, Fuel *fuel) {
  size_t length;
  lua_geti(L, 1, i);
  const char *text = lua_tolstring(L, -1, &length);
  if (text == NULL) {
    luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1), (LUAI_UACINT)i);
  }
  lib_spend(fuel, 4 + (length >> LIB_BYTES_PER_FUEL_SHIFT));
  if (buffer->size - buffer->n < length) {
    luaL_addvalue(buffer);
  } else {
    add_text(buffer, text, length);
    lua_pop(L, 1);
  }
}

static int table_concat(lua_State *L) {
  lua_Integer last = lib_table_length(L, 1, TABLE_READ);
  size_t separator_length;
  const char *separator = luaL_optlstring(L, 2, "", &separator_length);
  lua_Integer i = luaL_optinteger(L, 3, 1);
  last = luaL_optinteger(L, 4, last);
  Fuel fuel = lib_fuel(L);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (; i < last; i++) {
    add_element(L, &buffer, i, &fuel);
    add_text(&buffer, separator, separator_length);
    lib_spend_bytes(&fuel, separator_length);
  }
  if (i == last) add_element(L, &buffer, i, &fuel);
  luaL_pushresult(&buffer);
  return 1;
}

static int table_pack(lua_State *L) {
  int count = lua_gettop(L);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

static int table_unpack(lua_State *L) {
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = luaL_opt(L, luaL_checkinteger, 3, luaL_len(L, 1));
  if (first > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
  if (count >= INT_MAX || !lua_checkstack(L, (int)++count)) return luaL_error(L, "too many results to unpack");
  Fuel fuel = lib_fuel(L);
  /* The last element is handled separately, so that the counter does not overflow at the greatest integer. */
  for (; first < last; first++) {
    lua_geti(L, 1, first);
    lib_spend(&fuel, 2);
  }
  lua_geti(L, 1, last);
  return (int)count;
}

static const luaL_Reg functions[] = {
    {"concat", table_concat}, {"insert", table_insert}, {"move", table_move},     {"pack", table_pack},
    {"remove", table_remove}, {"sort", lib_table_sort}, {"unpack", table_unpack}, {NULL, NULL},
};

int guard_openlib_table(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}

void guard_open_table(lua_State *L) {
  luaL_requiref(L, LUA_TABLIBNAME, guard_openlib_table, 1);
  lua_pop(L, 1);
}
