#include <lauxlib.h>

#include "lib_pattern.h"

Capture lib_capture(const Matcher *m, int number, const uint8_t *from, const uint8_t *to) {
  if (number >= m->capture_count) {
    if (number != 0) luaL_error(m->fuel.L, "invalid capture index %%%d", number + 1);
    return (Capture){from, to - from};
  }
  if (m->captures[number].size == CAPTURE_IS_OPEN) luaL_error(m->fuel.L, "unfinished capture");
  return m->captures[number];
}

void lib_push_capture(const Matcher *m, int number, const uint8_t *from, const uint8_t *to) {
  Capture capture = lib_capture(m, number, from, to);
  if (capture.size == CAPTURE_IS_POSITION) {
    lua_pushinteger(m->fuel.L, capture.at - m->begin + 1);
  } else {
    lua_pushlstring(m->fuel.L, (const char *)capture.at, (size_t)capture.size);
  }
}

int lib_push_captures(const Matcher *m, const uint8_t *from, const uint8_t *to) {
  int count = m->capture_count == 0 && from != NULL ? 1 : m->capture_count;
  luaL_checkstack(m->fuel.L, count, "too many captures");
  for (int number = 0; number < count; number++) lib_push_capture(m, number, from, to);
  return count;
}
