#include <stdint.h>
#include <string.h>

#include "lib_table.h"

/* Plain numbers are copied from the table, sorted as integer keys and stored back: no Lua code can run in between, so
 * the difference is not observable, and most of the calls into Lua are saved. */

enum { RUN_LENGTH = 8 };

/* Whether the table has no metatable and its elements are numbers of one kind. All elements are tested before memory
 * is allocated: the length of a table with holes may be far beyond its content. */
static bool holds_numbers_of_one_kind(lua_State *L, Fuel *fuel, lua_Integer length, bool *are_integers) {
  if (lua_getmetatable(L, 1)) return false;
  for (lua_Integer i = 1; i <= length; i++) {
    bool is_number = lua_geti(L, 1, i) == LUA_TNUMBER, is_integer = lua_isinteger(L, -1);
    lua_pop(L, 1);
    if (i == 1) *are_integers = is_integer;
    if (!is_number || is_integer != *are_integers) return false;
    lib_spend(fuel, 4);
  }
  return true;
}

/* Maps floats to integers of the same order. It is its own inverse on the integers, except for the type. */
static int64_t flip_if_negative(int64_t bits) {
  return bits ^ (int64_t)((uint64_t)(bits >> 63) >> 1);
}

static int64_t key_of(lua_State *L, bool is_integer) {
  if (is_integer) return lua_tointeger(L, -1);
  double value = lua_tonumber(L, -1);
  int64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return flip_if_negative(bits);
}

static void push_number(lua_State *L, bool is_integer, int64_t key) {
  if (is_integer) {
    lua_pushinteger(L, key);
    return;
  }
  double value;
  int64_t bits = flip_if_negative(key);
  memcpy(&value, &bits, sizeof value);
  lua_pushnumber(L, value);
}

static void sort_run(int64_t *keys, size_t count) {
  for (size_t i = 1; i < count; i++) {
    int64_t key = keys[i];
    size_t place = i;
    for (; place > 0 && key < keys[place - 1]; place--) keys[place] = keys[place - 1];
    keys[place] = key;
  }
}

static void merge(const int64_t *left, const int64_t *middle, const int64_t *end, int64_t *out) {
  const int64_t *right = middle;
  while (left < middle && right < end) *out++ = *right < *left ? *right++ : *left++;
  memcpy(out, left, (size_t)(middle - left) * sizeof *out);
  memcpy(out + (middle - left), right, (size_t)(end - right) * sizeof *out);
}

static void merge_pass(Fuel *fuel, const int64_t *from, int64_t *to, size_t count, size_t run) {
  for (size_t first = 0; first < count; first += 2 * run) {
    size_t middle = count - first < run ? count : first + run;
    size_t end = count - middle < run ? count : middle + run;
    merge(from + first, from + middle, from + end, to + first);
    lib_spend(fuel, end - first);
  }
}

/* Sorts the first `count` keys with equally many after them as space to merge into; returns the place of the result. */
static const int64_t *sort_keys(Fuel *fuel, int64_t *keys, size_t count) {
  int64_t *from = keys, *to = keys + count;
  for (size_t first = 0; first < count; first += RUN_LENGTH) {
    sort_run(keys + first, count - first < RUN_LENGTH ? count - first : RUN_LENGTH);
    lib_spend(fuel, RUN_LENGTH);
  }
  for (size_t run = RUN_LENGTH; run < count; run *= 2) {
    merge_pass(fuel, from, to, count, run);
    int64_t *swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

bool lib_sort_numbers(lua_State *L, lua_Integer length) {
  Fuel fuel = lib_fuel(L);
  bool are_integers = false;
  if (!holds_numbers_of_one_kind(L, &fuel, length, &are_integers)) return false;
  int64_t *keys = lua_newuserdatauv(L, (size_t)length * 2 * sizeof *keys, 0);
  for (lua_Integer i = 0; i < length; i++) {
    lua_geti(L, 1, i + 1);
    keys[i] = key_of(L, are_integers);
    lua_pop(L, 1);
    lib_spend(&fuel, 4);
  }
  const int64_t *sorted = sort_keys(&fuel, keys, (size_t)length);
  for (lua_Integer i = 0; i < length; i++) {
    push_number(L, are_integers, sorted[i]);
    lua_seti(L, 1, i + 1);
    lib_spend(&fuel, 4);
  }
  return true;
}
