#include <string.h>

#include "lib_pattern.h"
#include "lib_string.h"

typedef struct {
  Matcher matcher;
  luaL_Buffer result;
  int kind;          /* the Lua type of the replacement, argument 3 */
  const char *text;  /* the replacement, where it is a string or a number */
  size_t length;
  bool has_escapes;
} Substitution;

static void add_capture(Substitution *s, int number, const uint8_t *from, const uint8_t *to) {
  Capture capture = lib_capture(&s->matcher, number, from, to);
  if (capture.size == CAPTURE_IS_POSITION) {
    lib_push_capture(&s->matcher, number, from, to);
    luaL_addvalue(&s->result);
  } else {
    luaL_addlstring(&s->result, (const char *)capture.at, (size_t)capture.size);
  }
}

/* Adds the text that `%` and this letter produce in a replacement. */
static void add_escape(Substitution *s, uint8_t letter, const uint8_t *from, const uint8_t *to) {
  if (letter == '%') {
    luaL_addchar(&s->result, '%');
  } else if (letter == '0') {
    luaL_addlstring(&s->result, (const char *)from, (size_t)(to - from));
  } else if (lib_is_digit(letter)) {
    add_capture(s, letter - '1', from, to);
  } else {
    luaL_error(s->matcher.fuel.L, "invalid use of '%c' in replacement string", '%');
  }
}

static void add_text(Substitution *s, const uint8_t *from, const uint8_t *to) {
  const char *at = s->text, *end = s->text + s->length;
  const char *escape;
  while (s->has_escapes && (escape = memchr(at, '%', (size_t)(end - at))) != NULL) {
    luaL_addlstring(&s->result, at, (size_t)(escape - at));
    add_escape(s, escape + 1 < end ? (uint8_t)escape[1] : 0, from, to);
    at = escape + 2;
    lib_spend(&s->matcher.fuel, 1);
  }
  luaL_addlstring(&s->result, at, (size_t)(end - at));
  lib_spend_bytes(&s->matcher.fuel, s->length);
}

static void push_table_value(Substitution *s, const uint8_t *from, const uint8_t *to) {
  lib_push_capture(&s->matcher, 0, from, to);
  lua_gettable(s->matcher.fuel.L, 3);
}

static void push_function_value(Substitution *s, const uint8_t *from, const uint8_t *to) {
  lua_State *L = s->matcher.fuel.L;
  lua_pushvalue(L, 3);
  lua_call(L, lib_push_captures(&s->matcher, from, to), 1);
}

/* Adds the value on the top of the stack, or the match itself when that is false or nil. Returns whether it differs. */
static bool add_value(Substitution *s, const uint8_t *from, const uint8_t *to) {
  lua_State *L = s->matcher.fuel.L;
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(&s->result, (const char *)from, (size_t)(to - from));
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  luaL_addvalue(&s->result);
  return true;
}

static bool replace(Substitution *s, const uint8_t *from, const uint8_t *to) {
  switch (s->kind) {
    case LUA_TFUNCTION: push_function_value(s, from, to); break;
    case LUA_TTABLE: push_table_value(s, from, to); break;
    default: add_text(s, from, to); return true;
  }
  return add_value(s, from, to);
}

static void copy(Substitution *s, const uint8_t *from, const uint8_t *to) {
  if (from == to) return;
  luaL_addlstring(&s->result, (const char *)from, (size_t)(to - from));
  lib_spend_bytes(&s->matcher.fuel, (size_t)(to - from));
}

/* Replaces up to `count_max` matches; returns their number. Text between them is copied in whole runs, from `done` on.
 * An empty match at the end of the last one does not count. */
static lua_Integer replace_all(Substitution *s, bool is_anchored, lua_Integer count_max, bool *is_changed) {
  Matcher *m = &s->matcher;
  const uint8_t *done = m->begin, *from = m->begin, *last = NULL;
  lua_Integer count = 0;
  while (count < count_max) {
    lib_spend(&m->fuel, 1);
    const uint8_t *to = is_anchored ? lib_match_at(m, from) : lib_match_search(m, &from);
    if (to == NULL) break;
    if (to == last) {
      if (from++ == m->end) break;
      continue;
    }
    count++;
    copy(s, done, from);
    *is_changed |= replace(s, from, to);
    done = from = last = to;
    if (is_anchored) break;
  }
  copy(s, done, m->end);
  return count;
}

static void check_replacement(lua_State *L, Substitution *s) {
  s->kind = lua_type(L, 3);
  bool is_text = s->kind == LUA_TNUMBER || s->kind == LUA_TSTRING;
  luaL_argexpected(L, is_text || s->kind == LUA_TFUNCTION || s->kind == LUA_TTABLE, 3, "string/function/table");
  if (!is_text) return;
  s->text = lua_tolstring(L, 3, &s->length);
  s->has_escapes = memchr(s->text, '%', s->length) != NULL;
}

int lib_string_gsub(lua_State *L) {
  Substitution s;
  PatternRoom room;
  size_t length, pattern_length;
  const uint8_t *subject = lib_check_bytes(L, 1, &length);
  const uint8_t *pattern = lib_check_bytes(L, 2, &pattern_length);
  check_replacement(L, &s);
  lua_Integer count_max = luaL_optinteger(L, 4, (lua_Integer)length + 1);
  bool is_anchored = pattern_length > 0 && *pattern == '^', is_changed = false;
  s.matcher.fuel = lib_fuel(L);
  s.matcher.begin = subject;
  s.matcher.end = subject + length;
  s.matcher.items = lib_pattern_prepare(&s.matcher.fuel, pattern + is_anchored, pattern_length - is_anchored, &room);
  luaL_buffinit(L, &s.result);
  lua_Integer count = replace_all(&s, is_anchored, count_max, &is_changed);
  if (is_changed) luaL_pushresult(&s.result);
  else lua_pushvalue(L, 1);
  lua_pushinteger(L, count);
  return 2;
}
