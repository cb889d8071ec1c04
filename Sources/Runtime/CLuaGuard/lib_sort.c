#include <limits.h>
#include <stdbool.h>

#include "lib_table.h"

/* A merge sort: runs are sorted by insertion on the Lua stack, then merged in passes, the left one of each pair set
 * aside on the stack or, if it is long, in a scratch table. The number of comparisons has a bound that depends on the
 * length alone, so a comparator that contradicts itself can neither make the sort run on nor lead it out of the array;
 * and it is called less often than by a quicksort. */

enum {
  TABLE = 1,
  COMPARATOR = 2,
  SCRATCH = 3,
  BASE = 3, /* the stack below what the steps of the sort push */
  RUN_LENGTH = 8,
  CHECKED_LENGTH_MIN = 4, /* Lua 5.4 notices nothing in shorter arrays */
  STACK_RUN_MAX = 128,
  /* Larger scratch tables grow as they are filled: the length may be a fancy of `__len`. */
  SCRATCH_PREPARED_MAX = 1 << 16
};

typedef struct {
  lua_State *L;
  Fuel fuel;
  bool has_comparator;
  bool has_seen_order; /* some comparison has answered false */
} Sorter;

static bool call_comparator(lua_State *L, int left, int right) {
  lua_pushvalue(L, COMPARATOR);
  lua_pushvalue(L, left);
  lua_pushvalue(L, right);
  lua_call(L, 2, 1);
  bool is_less = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return is_less;
}

/* Whether the value at one stack index comes before the one at another. */
static inline bool is_less(Sorter *s, int left, int right) {
  lib_spend(&s->fuel, 8);
  bool answer = s->has_comparator ? call_comparator(s->L, left, right) : lua_compare(s->L, left, right, LUA_OPLT);
  s->has_seen_order |= !answer;
  return answer;
}

/* The place among the `count` sorted values above BASE for the one on top of them, behind its equals. */
static int place_of_top(Sorter *s, int count) {
  int low = 0, high = count, top = BASE + count + 1;
  while (low < high) {
    int middle = (low + high) / 2;
    if (is_less(s, top, BASE + middle + 1)) high = middle;
    else low = middle + 1;
  }
  return low;
}

static void sort_run(Sorter *s, lua_Integer first, lua_Integer end) {
  int count = 0;
  for (lua_Integer i = first; i < end; i++) {
    lua_geti(s->L, TABLE, i);
    int place = place_of_top(s, count);
    if (place < count) lua_insert(s->L, BASE + place + 1);
    count++;
  }
  while (count-- > 0) lua_seti(s->L, TABLE, first + count);
}

static bool is_in_order(Sorter *s, lua_Integer middle) {
  lua_geti(s->L, TABLE, middle - 1);
  lua_geti(s->L, TABLE, middle);
  bool answer = !is_less(s, BASE + 2, BASE + 1);
  lua_settop(s->L, BASE);
  return answer;
}

/* A left run that is set aside: a short one on the stack, a long one in the scratch table but for its next value. */
typedef struct {
  lua_Integer at, end; /* counted from 1 */
  bool is_on_stack;
  int index; /* of the next value on the stack */
} LeftRun;

static LeftRun set_aside(Sorter *s, lua_Integer first, lua_Integer end) {
  LeftRun left = {1, end - first + 1, end - first <= STACK_RUN_MAX, BASE + 1};
  for (lua_Integer i = first; i < end; i++) {
    lua_geti(s->L, TABLE, i);
    if (!left.is_on_stack) lua_rawseti(s->L, SCRATCH, i - first + 1);
    lib_spend(&s->fuel, 4);
  }
  if (!left.is_on_stack) lua_rawgeti(s->L, SCRATCH, 1);
  return left;
}

/* Stores the next value of the left run; false when that was its last. */
static inline bool store_left(lua_State *L, LeftRun *left, lua_Integer out) {
  lua_pushvalue(L, left->index);
  lua_seti(L, TABLE, out);
  if (++left->at == left->end) return false;
  if (left->is_on_stack) {
    left->index++;
  } else {
    lua_rawgeti(L, SCRATCH, left->at);
    lua_replace(L, left->index);
  }
  return true;
}

static void store_rest(Sorter *s, LeftRun *left, lua_Integer out) {
  while (store_left(s->L, left, out++)) lib_spend(&s->fuel, 4);
}

/* Merges two adjacent runs. The next value of the right one is on the top of the stack, above the left run. */
static void merge(Sorter *s, lua_Integer first, lua_Integer middle, lua_Integer end) {
  lua_State *L = s->L;
  LeftRun left = set_aside(s, first, middle);
  int top = lua_gettop(L) + 1;
  lua_Integer out = first, right = middle;
  lua_geti(L, TABLE, right);
  for (;;) {
    if (!is_less(s, top, left.index)) {
      if (!store_left(L, &left, out++)) break;
      continue;
    }
    lua_seti(L, TABLE, out++);
    if (++right == end) {
      store_rest(s, &left, out);
      break;
    }
    lua_geti(L, TABLE, right);
  }
  lua_settop(L, BASE);
}

static void merge_pass(Sorter *s, lua_Integer length, lua_Integer run) {
  for (lua_Integer first = 1; length - first >= run; first += 2 * run) {
    lua_Integer middle = first + run;
    lua_Integer end = length - middle < run ? length + 1 : middle + run;
    if (!is_in_order(s, middle)) merge(s, first, middle, end);
  }
}

/* A comparator that has called every later element less may be right, or be one that always says so. */
static void check_order(Sorter *s) {
  lua_geti(s->L, TABLE, 1);
  lua_geti(s->L, TABLE, 2);
  if (is_less(s, BASE + 2, BASE + 1)) luaL_error(s->L, "invalid order function for sorting");
  lua_settop(s->L, BASE);
}

static void sort(Sorter *s, lua_Integer length) {
  for (lua_Integer first = 1; first <= length; first += RUN_LENGTH) {
    lua_Integer rest = length - first + 1;
    sort_run(s, first, first + (rest < RUN_LENGTH ? rest : RUN_LENGTH));
  }
  for (lua_Integer run = RUN_LENGTH; run < length; run *= 2) merge_pass(s, length, run);
  if (length >= CHECKED_LENGTH_MIN && s->has_comparator && !s->has_seen_order) check_order(s);
}

static int scratch_size(lua_Integer length) {
  if (length <= 2 * STACK_RUN_MAX) return 0;
  return length / 2 < SCRATCH_PREPARED_MAX ? (int)(length / 2) : SCRATCH_PREPARED_MAX;
}

int lib_table_sort(lua_State *L) {
  lua_Integer length = lib_table_length(L, 1, TABLE_READ | TABLE_WRITE);
  if (length < 2) return 0;
  luaL_argcheck(L, length < INT_MAX, 1, "array too big");
  if (!lua_isnoneornil(L, COMPARATOR)) luaL_checktype(L, COMPARATOR, LUA_TFUNCTION);
  lua_settop(L, COMPARATOR);
  luaL_checkstack(L, STACK_RUN_MAX + 8, NULL);
  if (lua_isnil(L, COMPARATOR) && lib_sort_numbers(L, length)) return 0;
  lua_settop(L, COMPARATOR);
  lua_createtable(L, scratch_size(length), 0);
  Sorter s = {.L = L, .fuel = lib_fuel(L), .has_comparator = !lua_isnil(L, COMPARATOR)};
  sort(&s, length);
  return 0;
}
