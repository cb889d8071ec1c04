#include <limits.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdint.h>

#include "guard_library.h"
#include "lib_poll.h"

/* UTF-8 as Lua reads it: strict as in RFC 3629 (no surrogates, nothing above 10FFFF), or lax in the original form of
 * up to six bytes and 31 bits. Overlong forms are never accepted. */

enum { UTF8_BYTES_MAX = 6, UNICODE_MAX = 0x10FFFF, LAX_MAX = 0x7FFFFFFF };

static const char invalid_code[] = "invalid UTF-8 code";

static inline bool is_continuation(uint8_t byte) {
  return (byte & 0xC0) == 0x80;
}

/* Returns the number of bytes of a character that begins with this byte, or 0 for a byte that begins none. */
static inline int length_of(uint8_t lead) {
  if (lead < 0x80) return 1;
  int ones = __builtin_clz((unsigned)(uint8_t)~lead | 1U) - 24;
  return ones >= 2 && lead < 0xFE ? ones : 0;
}

static bool is_scalar(uint32_t code) {
  return code <= UNICODE_MAX && (code < 0xD800 || code > 0xDFFF);
}

/* Returns the end of the character at `at`, or NULL when it is malformed. Lua's strings end with a zero byte, which
 * continues no character, so the end of the string needs no check. */
static const uint8_t *decode(const uint8_t *at, bool is_lax, uint32_t *code) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
  int length = length_of(*at);
  if (length == 1) {
    *code = *at;
    return at + 1;
  }
  if (length == 0) return NULL;
  uint32_t value = *at & (0x7FU >> length);
  for (int i = 1; i < length; i++) {
    if (!is_continuation(at[i])) return NULL;
    value = value << 6 | (at[i] & 0x3F);
  }
  if (value < least[length] || (!is_lax && !is_scalar(value))) return NULL;
  *code = value;
  return at + length;
}

/* Writes a character; returns the number of its bytes. */
static size_t encode(uint32_t code, uint8_t *out) {
  if (code < 0x80) {
    out[0] = (uint8_t)code;
    return 1;
  }
  int length = 2;
  while (length < UTF8_BYTES_MAX && code >> (5 * length + 1) != 0) length++;
  for (int i = length - 1; i > 0; i--, code >>= 6) out[i] = (uint8_t)(0x80 | (code & 0x3F));
  out[0] = (uint8_t)((0xFF00U >> length) | code);
  return (size_t)length;
}

/* Returns a position counted from 1 for one that may count from the end; 0 when it is before the string. */
static lua_Integer position_from(lua_Integer position, size_t length) {
  if (position >= 0) return position;
  return 0U - (size_t)position > length ? 0 : (lua_Integer)length + position + 1;
}

static int utf8_len(lua_State *L) {
  size_t length;
  const uint8_t *text = (const uint8_t *)luaL_checklstring(L, 1, &length);
  lua_Integer first = position_from(luaL_optinteger(L, 2, 1), length);
  lua_Integer last = position_from(luaL_optinteger(L, 3, -1), length);
  bool is_lax = lua_toboolean(L, 4);
  luaL_argcheck(L, 1 <= first && first - 1 <= (lua_Integer)length, 2, "initial position out of bounds");
  luaL_argcheck(L, last <= (lua_Integer)length, 3, "final position out of bounds");
  Fuel fuel = lib_fuel(L);
  lua_Integer count = 0;
  const uint8_t *at = text + first - 1, *end = text + last;
  for (; at < end; count++) {
    uint32_t code;
    const uint8_t *next = decode(at, is_lax, &code);
    if (next == NULL) {
      luaL_pushfail(L);
      lua_pushinteger(L, at - text + 1);
      return 2;
    }
    lib_spend(&fuel, 1);
    at = next;
  }
  lua_pushinteger(L, count);
  return 1;
}

static int utf8_codepoint(lua_State *L) {
  size_t length;
  const uint8_t *text = (const uint8_t *)luaL_checklstring(L, 1, &length);
  lua_Integer first = position_from(luaL_optinteger(L, 2, 1), length);
  lua_Integer last = position_from(luaL_optinteger(L, 3, first), length);
  bool is_lax = lua_toboolean(L, 4);
  luaL_argcheck(L, first >= 1, 2, "out of bounds");
  luaL_argcheck(L, last <= (lua_Integer)length, 3, "out of bounds");
  if (first > last) return 0;
  if (last - first >= INT_MAX) return luaL_error(L, "string slice too long");
  luaL_checkstack(L, (int)(last - first) + 1, "string slice too long");
  Fuel fuel = lib_fuel(L);
  int count = 0;
  for (const uint8_t *at = text + first - 1; at < text + last; count++) {
    uint32_t code;
    at = decode(at, is_lax, &code);
    if (at == NULL) return luaL_error(L, invalid_code);
    lua_pushinteger(L, code);
    lib_spend(&fuel, 1);
  }
  return count;
}

static int utf8_char(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  Fuel fuel = lib_fuel(L);
  for (int i = 1; i <= count; i++) {
    lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, i);
    luaL_argcheck(L, code <= LAX_MAX, i, "value out of range");
    uint8_t *out = (uint8_t *)luaL_prepbuffsize(&buffer, UTF8_BYTES_MAX);
    luaL_addsize(&buffer, encode((uint32_t)code, out));
    lib_spend(&fuel, 2);
  }
  luaL_pushresult(&buffer);
  return 1;
}

typedef struct {
  Fuel fuel;
  const uint8_t *text;
  lua_Integer length, at; /* at is counted from 0 */
} Cursor;

static void to_beginning(Cursor *c) {
  while (c->at > 0 && is_continuation(c->text[c->at])) {
    c->at--;
    lib_spend(&c->fuel, 1);
  }
}

/* Moves to the next character. The byte after the last is a zero, which continues no character. */
static inline void to_next(Cursor *c) {
  const uint8_t *at = c->text + c->at;
  do {
    at++;
    lib_spend(&c->fuel, 1);
  } while (is_continuation(*at));
  c->at = at - c->text;
}

/* Moves over `count` characters; returns the number of missing ones. */
static lua_Integer advance(Cursor *c, lua_Integer count) {
  for (; count > 0 && c->at < c->length; count--) to_next(c);
  return count;
}

static lua_Integer retreat(Cursor *c, lua_Integer count) {
  for (; count > 0 && c->at > 0; count--) {
    c->at--;
    to_beginning(c);
  }
  return count;
}

/* Moves by `n` characters. The least integer, like the one after it, asks for more characters back than any string
 * holds. */
static lua_Integer move_by(Cursor *c, lua_Integer n) {
  if (n == 0) {
    to_beginning(c);
    return 0;
  }
  if (is_continuation(c->text[c->at])) luaL_error(c->fuel.L, "initial position is a continuation byte");
  return n > 0 ? advance(c, n - 1) : retreat(c, n == LUA_MININTEGER ? LUA_MAXINTEGER : -n);
}

static int utf8_offset(lua_State *L) {
  size_t length;
  Cursor c = {.text = (const uint8_t *)luaL_checklstring(L, 1, &length), .fuel = lib_fuel(L)};
  lua_Integer n = luaL_checkinteger(L, 2);
  c.length = (lua_Integer)length;
  c.at = position_from(luaL_optinteger(L, 3, n >= 0 ? 1 : c.length + 1), length) - 1;
  luaL_argcheck(L, 0 <= c.at && c.at <= c.length, 3, "position out of bounds");
  if (move_by(&c, n) == 0) lua_pushinteger(L, c.at + 1);
  else luaL_pushfail(L);
  return 1;
}

/* Reads the next character, given the position of the last one, counted from 1, which is the offset of the byte after
 * its first. */
static int next_code(lua_State *L, bool is_lax) {
  size_t length;
  const uint8_t *text = (const uint8_t *)luaL_checklstring(L, 1, &length);
  lua_Unsigned at = (lua_Unsigned)lua_tointeger(L, 2);
  Fuel fuel = lib_fuel(L);
  for (; at < length && is_continuation(text[at]); at++) lib_spend(&fuel, 1);
  if (at >= length) return 0;
  uint32_t code;
  if (decode(text + at, is_lax, &code) == NULL) return luaL_error(L, invalid_code);
  lua_pushinteger(L, (lua_Integer)at + 1);
  lua_pushinteger(L, code);
  return 2;
}

static int next_code_strict(lua_State *L) {
  return next_code(L, false);
}

static int next_code_lax(lua_State *L) {
  return next_code(L, true);
}

static int utf8_codes(lua_State *L) {
  bool is_lax = lua_toboolean(L, 2);
  luaL_checkstring(L, 1);
  lua_pushcfunction(L, is_lax ? next_code_lax : next_code_strict);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

static const luaL_Reg functions[] = {
    {"char", utf8_char}, {"codepoint", utf8_codepoint}, {"codes", utf8_codes},
    {"len", utf8_len},   {"offset", utf8_offset},       {NULL, NULL},
};

int guard_openlib_utf8(lua_State *L) {
  static const char pattern[] = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*";
  luaL_newlib(L, functions);
  lua_pushlstring(L, pattern, sizeof pattern - 1);
  lua_setfield(L, -2, "charpattern");
  return 1;
}

void guard_open_utf8(lua_State *L) {
  luaL_requiref(L, LUA_UTF8LIBNAME, guard_openlib_utf8, 1);
  lua_pop(L, 1);
}
