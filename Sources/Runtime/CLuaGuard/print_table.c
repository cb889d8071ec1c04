/* The text of a table for `print`: its contents as a Lua constructor, bounded and free of cycles. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "print_table.h"

#define DEPTH_MAX 8
#define ENTRIES_MAX 1000
#define TEXT_BYTES_MAX 1000
#define BYTES_MAX (64 * 1024)

static const char cut_mark[] = "…";

typedef struct printer {
  lua_State *L;
  size_t length;
  int entries;                   /* written so far, over all depths */
  int is_full;                   /* nothing more is written */
  const void *inside[DEPTH_MAX]; /* the tables around the present one */
  char text[BYTES_MAX + sizeof cut_mark];
} printer;

static void add(printer *p, const char *text, size_t length) {
  if (p->is_full) return;
  if (length <= BYTES_MAX - p->length) {
    memcpy(p->text + p->length, text, length);
    p->length += length;
    return;
  }
  memcpy(p->text + p->length, cut_mark, sizeof cut_mark - 1);
  p->length += sizeof cut_mark - 1;
  p->is_full = 1;
}

static void add_literal(printer *p, const char *text) { add(p, text, strlen(text)); }

static void add_byte(printer *p, unsigned char byte, int is_before_digit) {
  char escaped[8];
  if (byte == '"' || byte == '\\') snprintf(escaped, sizeof escaped, "\\%c", byte);
  else if (byte == '\n') snprintf(escaped, sizeof escaped, "\\n");
  else if (byte < 0x20 || byte == 0x7F) snprintf(escaped, sizeof escaped, is_before_digit ? "\\%03d" : "\\%d", byte);
  else snprintf(escaped, sizeof escaped, "%c", byte);
  add_literal(p, escaped);
}

static void add_quoted(printer *p, const char *text, size_t length) {
  size_t kept = length;
  if (kept > TEXT_BYTES_MAX) {
    kept = TEXT_BYTES_MAX;
    while (kept > 0 && ((unsigned char)text[kept] & 0xC0) == 0x80) kept--; /* whole characters */
  }
  add_literal(p, "\"");
  for (size_t i = 0; i < kept; i++) add_byte(p, (unsigned char)text[i], i + 1 < kept && isdigit((unsigned char)text[i + 1]));
  if (kept < length) add_literal(p, cut_mark);
  add_literal(p, "\"");
}

static int is_name(const char *text, size_t length) {
  if (length == 0 || length > TEXT_BYTES_MAX || isdigit((unsigned char)text[0])) return 0;
  for (size_t i = 0; i < length; i++)
    if (text[i] != '_' && !((unsigned char)text[i] < 0x80 && isalnum((unsigned char)text[i]))) return 0;
  return 1;
}

static void add_value(printer *p, int depth);

/* Adds the value on top as tostring returns it. */
static void add_plain(printer *p) {
  size_t length;
  const char *text = guard_tolstring(p->L, -1, &length);
  add(p, text, length);
  lua_pop(p->L, 1);
}

/* Adds the key on top. */
static void add_key(printer *p) {
  size_t length = 0;
  const char *text = lua_type(p->L, -1) == LUA_TSTRING ? lua_tolstring(p->L, -1, &length) : NULL;
  if (text != NULL && is_name(text, length)) {
    add(p, text, length);
  } else {
    add_literal(p, "[");
    if (text != NULL) add_quoted(p, text, length);
    else add_plain(p);
    add_literal(p, "]");
  }
  add_literal(p, " = ");
}

/* Begins an entry; returns 0 when the limit is reached. */
static int begin_entry(printer *p, int *count) {
  guard_poll(p->L);
  if (p->is_full) return 0;
  add_literal(p, (*count)++ == 0 ? " " : ", ");
  if (p->entries++ < ENTRIES_MAX) return 1;
  add_literal(p, cut_mark);
  return 0;
}

static int rank(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TNUMBER: return 0;
    case LUA_TSTRING: return 1;
    default: return 2;
  }
}

/* Whether the key at one index comes before the one at another: numbers, then texts, then the others in any order. */
static int comes_before(lua_State *L, int left, int right) {
  int left_rank = rank(L, left), right_rank = rank(L, right);
  if (left_rank != right_rank) return left_rank < right_rank;
  return left_rank < 2 && lua_compare(L, left, right, LUA_OPLT);
}

/* Pops the key on top and inserts it into the sorted list below it. */
static void insert_key(lua_State *L, int list, lua_Integer count) {
  lua_Integer place = count + 1;
  for (; place > 1; place--) {
    lua_rawgeti(L, list, place - 1);
    int is_sorted = !comes_before(L, -2, -1);
    if (is_sorted) {
      lua_pop(L, 1);
      break;
    }
    lua_rawseti(L, list, place);
  }
  lua_rawseti(L, list, place);
  guard_poll(L);
}

/* Pushes a sorted list of the keys outside of 1…length, one more than may still be shown, and returns their number. */
static lua_Integer push_keys(printer *p, int table, lua_Integer length) {
  lua_State *L = p->L;
  lua_Integer count = 0, count_max = ENTRIES_MAX - p->entries + 1;
  lua_newtable(L);
  int list = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 && lua_tointeger(L, -1) <= length) continue;
    if (count >= count_max) {
      lua_pop(L, 1);
      break;
    }
    lua_pushvalue(L, -1);
    insert_key(L, list, count++);
  }
  return count;
}

/* Adds the entries of the table on top. Metamethods may run in between, so the table may change at any step. */
static int add_entries(printer *p, int depth) {
  lua_State *L = p->L;
  int table = lua_gettop(L), count = 0;
  lua_Integer length = (lua_Integer)lua_rawlen(L, table);
  for (lua_Integer i = 1; i <= length && begin_entry(p, &count); i++) {
    lua_rawgeti(L, table, i);
    add_value(p, depth);
    lua_pop(L, 1);
  }
  if (p->entries > ENTRIES_MAX || p->is_full) return count;
  lua_Integer keys = push_keys(p, table, length);
  for (lua_Integer i = 1; i <= keys && begin_entry(p, &count); i++) {
    lua_rawgeti(L, table + 1, i);
    add_key(p);
    lua_rawget(L, table);
    add_value(p, depth);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return count;
}

static int is_inside(const printer *p, const void *table, int depth) {
  for (int i = 0; i < depth; i++)
    if (p->inside[i] == table) return 1;
  return 0;
}

/* Adds the value on top, which `depth` tables contain. */
static void add_value(printer *p, int depth) {
  size_t length;
  luaL_checkstack(p->L, 10, "too deep to print");
  if (lua_type(p->L, -1) == LUA_TSTRING) {
    const char *text = lua_tolstring(p->L, -1, &length);
    return add_quoted(p, text, length);
  }
  const void *table = lua_topointer(p->L, -1);
  if (!guard_shows_contents(p->L, -1) || depth == DEPTH_MAX || is_inside(p, table, depth)) return add_plain(p);
  p->inside[depth] = table;
  add_literal(p, "{");
  add_literal(p, add_entries(p, depth + 1) > 0 ? " }" : "}");
}

int guard_shows_contents(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return 0;
  if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL && luaL_getmetafield(L, index, "__name") == LUA_TNIL) return 1;
  lua_pop(L, 1);
  return 0;
}

void guard_push_contents(lua_State *L, int index) {
  index = lua_absindex(L, index);
  luaL_checkstack(L, 10, "no room to print a table");
  printer *p = lua_newuserdatauv(L, sizeof *p, 0);
  p->L = L;
  p->length = 0;
  p->entries = p->is_full = 0;
  lua_pushvalue(L, index);
  add_value(p, 0);
  lua_pop(L, 1);
  lua_pushlstring(L, p->text, p->length);
  lua_remove(L, -2);
}
