/* The basic functions, the allow-list of globals, and their differences from plain Lua. */
#include <stdio.h>
#include <string.h>
#include "guard_library.h"
#include "guard_state.h"

static const char identities = 0;

static int has_identity(int type) {
  return type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA || type == LUA_TTHREAD;
}

static void push_identities(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &identities) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_createtable(L, 0, 8);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &identities);
}

uint64_t guard_identity(lua_State *L, int index) {
  if (!has_identity(lua_type(L, index))) return 0;
  index = lua_absindex(L, index);
  luaL_checkstack(L, 5, NULL);
  push_identities(L);
  lua_pushvalue(L, index);
  uint64_t number;
  if (lua_rawget(L, -2) == LUA_TNUMBER) {
    number = (uint64_t)lua_tointeger(L, -1);
  } else {
    number = ++guard_of(L)->identities;
    lua_pushvalue(L, index);
    lua_pushinteger(L, (lua_Integer)number);
    lua_rawset(L, -4);
  }
  lua_pop(L, 2);
  return number;
}

static void push_nameless(lua_State *L, int index) {
  char digits[24];
  int found = luaL_getmetafield(L, index, "__name");
  const char *kind = found == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, index);
  snprintf(digits, sizeof digits, "0x%08llx", (unsigned long long)guard_identity(L, index));
  lua_pushfstring(L, "%s: %s", kind, digits);
  if (found != LUA_TNIL) lua_remove(L, -2);
}

const char *guard_tolstring(lua_State *L, int index, size_t *length) {
  index = lua_absindex(L, index);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, length);
  }
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) lua_pushfstring(L, "%I", (LUAI_UACINT)lua_tointeger(L, index));
      else lua_pushfstring(L, "%f", (LUAI_UACNUMBER)lua_tonumber(L, index));
      break;
    case LUA_TSTRING: lua_pushvalue(L, index); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TNIL: lua_pushliteral(L, "nil"); break;
    default: push_nameless(L, index);
  }
  return lua_tolstring(L, -1, length);
}

static int library_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  guard_tolstring(L, 1, NULL);
  return 1;
}

/* Refuses a finaliser: it would run with hooks off, so that it could not be killed. */
static void refuse_finaliser(lua_State *L) {
  lua_pushliteral(L, "__gc");
  if (lua_rawget(L, 2) != LUA_TNIL) luaL_error(L, "cannot set a metatable with '__gc': plugins have no finalizers");
  lua_pop(L, 1);
}

static int library_setmetatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  lua_settop(L, 2);
  if (type == LUA_TTABLE) refuse_finaliser(L);
  lua_setmetatable(L, 1);
  return 1;
}

static int library_collectgarbage(lua_State *L) {
  const char *option = luaL_optstring(L, 1, "collect");
  if (strcmp(option, "count") != 0)
    return luaL_error(L, "collectgarbage('%s') is not available: only 'count' is", option);
  lua_pushnumber(L, (lua_Number)guard_of(L)->used / 1024);
  return 1;
}

static uint64_t next_random(uint64_t *state) { /* SplitMix64, to make seeds of a seed */
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* Without arguments plain Lua seeds from the time and an address; this continues from the host's seed. The stock
 * function keeps the state of the generator in its first upvalue; it is called in this function's frame, so that its
 * messages give the caller's line. */
static int library_randomseed(lua_State *L) {
  if (lua_gettop(L) == 0) {
    guard_state *g = guard_of(L);
    lua_pushinteger(L, (lua_Integer)next_random(&g->seed));
    lua_pushinteger(L, (lua_Integer)next_random(&g->seed));
  }
  return lua_tocfunction(L, lua_upvalueindex(2))(L);
}

static void open_math(lua_State *L) {
  luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 1);
  lua_getfield(L, -1, "randomseed");
  lua_getupvalue(L, -1, 1);
  lua_insert(L, -2);
  lua_pushcclosure(L, library_randomseed, 2);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "randomseed");
  lua_call(L, 0, 0);
  lua_pop(L, 1);
}

/* The stock library functions that are kept; all others of the base library are removed. */
static const char *const kept[] = {"_G",     "_VERSION", "assert", "error",  "getmetatable", "ipairs",  "next", "pairs",
                                   "pcall",  "rawequal", "rawget", "rawlen", "rawset",       "select",  "type", "tonumber",
                                   "xpcall", NULL};

void guard_register_library(lua_State *L, const char *name) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

static void open_allowed(lua_State *L) {
  lua_pushcfunction(L, luaopen_base);
  lua_call(L, 0, 1); /* fills the globals and returns them */
  lua_createtable(L, 0, 24);
  for (int i = 0; kept[i] != NULL; i++) {
    lua_getfield(L, -2, kept[i]);
    lua_setfield(L, -2, kept[i]);
  }
  lua_pushvalue(L, -1);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "_G");
  guard_register_library(L, LUA_GNAME);
  lua_pop(L, 2);
}

void guard_open_base(lua_State *L) {
  open_allowed(L);
  lua_pushcfunction(L, library_tostring);
  lua_setglobal(L, "tostring");
  lua_pushcfunction(L, library_setmetatable);
  lua_setglobal(L, "setmetatable");
  lua_pushcfunction(L, library_collectgarbage);
  lua_setglobal(L, "collectgarbage");
  guard_push_load(L);
  lua_setglobal(L, "load");
}

void guard_open_libraries(lua_State *L) {
  guard_open_base(L);
  guard_open_string(L);
  guard_open_table(L);
  guard_open_utf8(L);
  open_math(L);
  guard_open_coroutine(L);
  guard_open_os(L);
}
