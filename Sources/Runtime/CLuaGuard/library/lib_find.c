/* For memmem. */
#define _GNU_SOURCE

#include <string.h>

#include "lib_pattern.h"
#include "lib_string.h"

enum { SHORT_TEXT_MAX = 8 };

static bool has_specials(Fuel *fuel, const uint8_t *pattern, size_t length) {
  /* $ % ( * + - . ? and [ ^ */
  static const ByteSet specials = {{UINT64_C(0x80006D3000000000), UINT64_C(0x48000000), 0, 0}};
  for (size_t i = 0; i < length; i++) {
    if (byteset_has(&specials, pattern[i])) return true;
    if (i % LIB_BLOCK_BYTES == LIB_BLOCK_BYTES - 1) lib_spend(fuel, LIB_FUEL_FULL + 1);
  }
  return false;
}

/* Finds a short text by its first byte, which is faster than the preparation of memmem. */
static const uint8_t *find_short(Fuel *fuel, const uint8_t *at, size_t length, const uint8_t *text,
                                 size_t text_length) {
  while (length >= text_length) {
    const uint8_t *found = memchr(at, *text, length - text_length + 1);
    if (found == NULL || memcmp(found, text, text_length) == 0) return found;
    lib_spend(fuel, 1 + ((size_t)(found - at) >> LIB_BYTES_PER_FUEL_SHIFT));
    length -= (size_t)(found + 1 - at);
    at = found + 1;
  }
  return NULL;
}

/* Finds a text window by window, with a check of the kill flag between them. Windows overlap by the text's length less
 * one. */
static const uint8_t *find_text(Fuel *fuel, const uint8_t *at, size_t length, const uint8_t *text, size_t text_length) {
  if (text_length == 0) return at;
  if (text_length <= SHORT_TEXT_MAX) return find_short(fuel, at, length, text, text_length);
  size_t window = LIB_BLOCK_BYTES + 2 * text_length;
  while (length > window) {
    const uint8_t *found = memmem(at, window, text, text_length);
    if (found != NULL) return found;
    lib_spend_bytes(fuel, window);
    at += window - text_length + 1;
    length -= window - text_length + 1;
  }
  return memmem(at, length, text, text_length);
}

static int push_place(lua_State *L, const uint8_t *subject, const uint8_t *from, const uint8_t *to) {
  lua_pushinteger(L, from - subject + 1);
  lua_pushinteger(L, to - subject);
  return 2;
}

/* Like lib_match_search, for a pattern that may begin with an anchor. */
static const uint8_t *search(Matcher *m, bool is_anchored, const uint8_t **from) {
  return is_anchored ? lib_match_at(m, *from) : lib_match_search(m, from);
}

static int find_pattern(Matcher *m, const uint8_t *from, const uint8_t *pattern, size_t length, bool wants_place) {
  lua_State *L = m->fuel.L;
  PatternRoom room;
  bool is_anchored = length > 0 && *pattern == '^';
  m->items = lib_pattern_prepare(&m->fuel, pattern + is_anchored, length - is_anchored, &room);
  const uint8_t *to = search(m, is_anchored, &from);
  if (to == NULL) {
    luaL_pushfail(L);
    return 1;
  }
  if (!wants_place) return lib_push_captures(m, from, to);
  return push_place(L, m->begin, from, to) + lib_push_captures(m, NULL, NULL);
}

static int find_plain(Matcher *m, const uint8_t *from, const uint8_t *text, size_t length) {
  const uint8_t *found = find_text(&m->fuel, from, (size_t)(m->end - from), text, length);
  if (found != NULL) return push_place(m->fuel.L, m->begin, found, found + length);
  luaL_pushfail(m->fuel.L);
  return 1;
}

static int find_or_match(lua_State *L, bool wants_place) {
  size_t length, pattern_length;
  const uint8_t *subject = lib_check_bytes(L, 1, &length);
  const uint8_t *pattern = lib_check_bytes(L, 2, &pattern_length);
  size_t begin = lib_begin_offset(luaL_optinteger(L, 3, 1), length);
  if (begin > length) {
    luaL_pushfail(L);
    return 1;
  }
  Matcher m;
  m.fuel = lib_fuel(L);
  m.begin = subject;
  m.end = subject + length;
  if (wants_place && (lua_toboolean(L, 4) || !has_specials(&m.fuel, pattern, pattern_length))) {
    return find_plain(&m, subject + begin, pattern, pattern_length);
  }
  return find_pattern(&m, subject + begin, pattern, pattern_length, wants_place);
}

int lib_string_find(lua_State *L) {
  return find_or_match(L, true);
}

int lib_string_match(lua_State *L) {
  return find_or_match(L, false);
}

typedef struct {
  const uint8_t *next; /* where the next search begins */
  const uint8_t *last; /* the end of the last match, where no empty one may follow */
  Matcher matcher;
} Iteration;

static const uint8_t *next_match(Iteration *iteration, const uint8_t **from) {
  *from = iteration->next;
  const uint8_t *to = lib_match_search(&iteration->matcher, from);
  while (to != NULL && to == iteration->last) {
    if (++*from > iteration->matcher.end) return NULL;
    lib_spend(&iteration->matcher.fuel, 1);
    to = lib_match_search(&iteration->matcher, from);
  }
  return to;
}

static int gmatch_next(lua_State *L) {
  Iteration *iteration = lua_touserdata(L, lua_upvalueindex(3));
  iteration->matcher.fuel = lib_fuel(L);
  const uint8_t *from;
  const uint8_t *to = next_match(iteration, &from);
  if (to == NULL) return 0;
  iteration->next = iteration->last = to;
  return lib_push_captures(&iteration->matcher, from, to);
}

int lib_string_gmatch(lua_State *L) {
  size_t length, pattern_length;
  const uint8_t *subject = lib_check_bytes(L, 1, &length);
  const uint8_t *pattern = lib_check_bytes(L, 2, &pattern_length);
  size_t begin = lib_begin_offset(luaL_optinteger(L, 3, 1), length);
  if (begin > length) begin = length + 1;
  lua_settop(L, 2);
  Iteration *iteration = lua_newuserdatauv(L, sizeof *iteration + lib_pattern_size(pattern_length), 0);
  iteration->next = subject + begin;
  iteration->last = NULL;
  Matcher *m = &iteration->matcher;
  m->fuel = lib_fuel(L);
  m->begin = subject;
  m->end = subject + length;
  m->items = lib_pattern_translate(&m->fuel, pattern, pattern_length, iteration + 1);
  lua_pushcclosure(L, gmatch_next, 3);
  return 1;
}
