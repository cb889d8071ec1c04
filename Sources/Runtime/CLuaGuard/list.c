/* Lists of scalars, read in place: no value is copied, no metamethod runs, nothing raises. */
#include <string.h>
#include "guard.h"

static size_t sequence_length(const unsigned char *byte, size_t left) {
  unsigned first = byte[0];
  unsigned low = 0x80, high = 0xBF;
  size_t length;
  if (first < 0xC2 || first > 0xF4) return 0;
  if (first < 0xE0) length = 2;
  else if (first < 0xF0) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  }
  if (left < length || byte[1] < low || byte[1] > high) return 0;
  for (size_t i = 2; i < length; i++)
    if ((byte[i] & 0xC0) != 0x80) return 0;
  return length;
}

int guard_is_utf8(const char *text, size_t length) {
  const unsigned char *byte = (const unsigned char *)text, *end = byte + length;
  while (byte < end) {
    uint64_t eight;
    if (end - byte >= 8 && (memcpy(&eight, byte, 8), (eight & 0x8080808080808080u) == 0)) {
      byte += 8;
    } else if (*byte < 0x80) {
      byte++;
    } else {
      size_t passed = sequence_length(byte, (size_t)(end - byte));
      if (passed == 0) return 0;
      byte += passed;
    }
  }
  return 1;
}

/* Reads the string at an index as UTF-8; returns 0 for bytes that are none. */
static int read_text(lua_State *L, int index, const char **text, size_t *length) {
  *text = lua_tolstring(L, index, length);
  return guard_is_utf8(*text, *length);
}

/* Reads a table of one named text, such as { date = "2024" }; returns 0 for any other. */
static int read_field(lua_State *L, int table, guard_element *element) {
  lua_pushnil(L);
  if (!lua_next(L, table)) return 0;
  int is_field = lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TSTRING
                 && read_text(L, -2, &element->name, &element->name_length)
                 && read_text(L, -1, &element->text, &element->length);
  lua_settop(L, -2);
  if (!lua_next(L, table)) return is_field;
  lua_settop(L, -3);
  return 0;
}

/* Reads the value on top. */
static int read_element(lua_State *L, guard_element *element) {
  switch (lua_type(L, -1)) {
    case LUA_TBOOLEAN:
      element->kind = GUARD_ELEMENT_BOOLEAN;
      element->integer = lua_toboolean(L, -1);
      return 1;
    case LUA_TNUMBER:
      element->kind = lua_isinteger(L, -1) ? GUARD_ELEMENT_INTEGER : GUARD_ELEMENT_NUMBER;
      if (element->kind == GUARD_ELEMENT_INTEGER) element->integer = lua_tointegerx(L, -1, NULL);
      else element->number = lua_tonumberx(L, -1, NULL);
      return 1;
    case LUA_TSTRING:
      element->kind = GUARD_ELEMENT_TEXT;
      return read_text(L, -1, &element->text, &element->length);
    case LUA_TTABLE:
      element->kind = GUARD_ELEMENT_FIELD;
      return read_field(L, lua_gettop(L), element);
    default: return 0;
  }
}

int guard_read_list(lua_State *L, int index, guard_element *elements, int maximum) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_checkstack(L, 6)) return -1;
  int base = lua_gettop(L), table = lua_absindex(L, index), count = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    /* The keys of a list that lies in the array part of its table come in order. */
    int is_next = lua_isinteger(L, -2) && lua_tointegerx(L, -2, NULL) == count + 1;
    if (!is_next || count == maximum || !read_element(L, &elements[count])) {
      lua_settop(L, base);
      return -1;
    }
    count++;
    lua_settop(L, -2);
  }
  return count;
}

/* --- Records --- */

void guard_push_record(lua_State *L, int keys, const guard_element *elements, int count) {
  int present = 0;
  for (int i = 0; i < count; i++) present += elements[i].kind != GUARD_ELEMENT_NIL;
  lua_rawgeti(L, LUA_REGISTRYINDEX, keys);
  lua_createtable(L, 0, present);
  for (int i = 0; i < count; i++) {
    const guard_element *element = &elements[i];
    if (element->kind == GUARD_ELEMENT_NIL) continue;
    lua_rawgeti(L, -2, i + 1);
    switch (element->kind) {
      case GUARD_ELEMENT_BOOLEAN: lua_pushboolean(L, element->integer != 0); break;
      case GUARD_ELEMENT_INTEGER: lua_pushinteger(L, element->integer); break;
      case GUARD_ELEMENT_NUMBER: lua_pushnumber(L, element->number); break;
      default: lua_pushlstring(L, element->text, element->length); break;
    }
    lua_rawset(L, -3);
  }
  lua_rotate(L, -2, 1);
  lua_settop(L, -2);
}
