#include <string.h>

#include "lib_string.h"

/* Arithmetic on strings that are numerals: the metamethods that Lua 5.4 keeps in the metatable of strings. */

static bool push_number(lua_State *L, int index) {
  if (lua_type(L, index) == LUA_TNUMBER) {
    lua_pushvalue(L, index);
    return true;
  }
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  return text != NULL && lua_stringtonumber(L, text) == length + 1;
}

/* Calls the metamethod of the second operand. The first operand has none, or Lua would not have called the one of
 * strings. */
static int call_metamethod(lua_State *L, const char *event) {
  lua_settop(L, 2);
  if (lua_type(L, 2) == LUA_TSTRING || luaL_getmetafield(L, 2, event) == LUA_TNIL) {
    return luaL_error(L, "attempt to %s a '%s' with a '%s'", event + 2, luaL_typename(L, -2), luaL_typename(L, -1));
  }
  lua_insert(L, -3);
  lua_call(L, 2, 1);
  return 1;
}

static int arithmetic(lua_State *L, int operation, const char *event) {
  if (!push_number(L, 1) || !push_number(L, 2)) return call_metamethod(L, event);
  lua_arith(L, operation);
  return 1;
}

static int add(lua_State *L) {
  return arithmetic(L, LUA_OPADD, "__add");
}

static int subtract(lua_State *L) {
  return arithmetic(L, LUA_OPSUB, "__sub");
}

static int multiply(lua_State *L) {
  return arithmetic(L, LUA_OPMUL, "__mul");
}

static int modulo(lua_State *L) {
  return arithmetic(L, LUA_OPMOD, "__mod");
}

static int power(lua_State *L) {
  return arithmetic(L, LUA_OPPOW, "__pow");
}

static int divide(lua_State *L) {
  return arithmetic(L, LUA_OPDIV, "__div");
}

static int floor_divide(lua_State *L) {
  return arithmetic(L, LUA_OPIDIV, "__idiv");
}

/* Lua passes the operand of a unary operation twice. */
static int negate(lua_State *L) {
  if (!push_number(L, 1)) return call_metamethod(L, "__unm");
  lua_arith(L, LUA_OPUNM);
  return 1;
}

static const luaL_Reg metamethods[] = {
    {"__add", add},    {"__sub", subtract}, {"__mul", multiply},      {"__mod", modulo}, {"__pow", power},
    {"__div", divide}, {"__idiv", floor_divide}, {"__unm", negate},   {NULL, NULL},
};

void lib_push_string_metatable(lua_State *L) {
  luaL_newlib(L, metamethods);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
}
