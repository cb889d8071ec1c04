#include <limits.h>
#include <stdbool.h>

#include "lib_table.h"

/* A merge sort: runs are sorted by insertion on the Lua stack, then merged in passes, short ones on the stack, of long
 * ones the left one is saved in a scratch table. The number of comparisons has a bound that depends on the length
 * alone, so an inconsistent comparator can neither make the sort run on nor access beyond the array; and it is called
 * less often than by a quicksort.
 *
 * A comparator that raises loses no element: on the stack nothing is stored before the last comparison of a run, and a
 * to-be-closed value stores the remaining elements of the scratch table. */

enum {
  TABLE = 1,
  COMPARATOR = 2,
  SCRATCH = 3, /* nil while all runs are short */
  REST = 4,    /* the to-be-closed value, likewise */
  BASE = 4,    /* the stack below what the steps of the sort push */
  RUN_LENGTH = 8,
  CHECKED_LENGTH_MIN = 4, /* Lua 5.4 notices nothing in shorter arrays */
  STACK_RUN_MAX = 128,
  /* Larger scratch tables grow as they are filled: the length may be an arbitrary result of `__len`. */
  SCRATCH_PREPARED_MAX = 1 << 16
};

/* A saved long left run: its remaining elements in the scratch table, and the position of the gap in the table. */
typedef struct {
  lua_Integer at, end; /* in the scratch table, counted from 1 */
  lua_Integer out;
} Rest;

typedef struct {
  lua_State *L;
  Fuel fuel;
  Rest *rest; /* where there is a scratch table */
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

/* Returns the place among the `count` sorted values above BASE for the one on top of them, after its equals. */
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

/* Merges two adjacent short runs: values of both are on the stack, those of the right one from when they are first
 * compared, and are stored when their order is known. */
static void merge_short(Sorter *s, lua_Integer first, lua_Integer middle, lua_Integer end) {
  lua_State *L = s->L;
  int order[2 * STACK_RUN_MAX], count = 0;
  int left = BASE + 1, left_end = left + (int)(middle - first), right = left_end;
  for (lua_Integer i = first; i <= middle; i++) lua_geti(L, TABLE, i);
  while (left < left_end && right - left_end < end - middle) {
    if (!is_less(s, right, left)) {
      order[count++] = left++;
      continue;
    }
    order[count++] = right++;
    if (right - left_end < end - middle) lua_geti(L, TABLE, middle + (right - left_end));
  }
  while (left < left_end) order[count++] = left++;
  for (int i = 0; i < count; i++) {
    lua_pushvalue(L, order[i]);
    lua_seti(L, TABLE, first + i);
  }
  lib_spend(&s->fuel, (size_t)count * 4);
  lua_settop(L, BASE);
}

static const char rest_type[] = "sort.rest";

/* `__close`: fills the gap that an error leaves. After a completed sort nothing remains. */
static int store_after_error(lua_State *L) {
  Rest *rest = lua_touserdata(L, 1);
  Fuel fuel = lib_fuel(L);
  lua_getiuservalue(L, 1, 1);
  lua_getiuservalue(L, 1, 2);
  for (; rest->at < rest->end; rest->at++, rest->out++) {
    lua_rawgeti(L, -1, rest->at);
    lua_seti(L, -3, rest->out);
    lib_spend(&fuel, 4);
  }
  return 0;
}

static Rest *push_rest(lua_State *L) {
  Rest *rest = lua_newuserdatauv(L, sizeof *rest, 2);
  *rest = (Rest){1, 1, 1};
  lua_pushvalue(L, TABLE);
  lua_setiuservalue(L, REST, 1);
  lua_pushvalue(L, SCRATCH);
  lua_setiuservalue(L, REST, 2);
  if (luaL_newmetatable(L, rest_type)) {
    lua_pushcfunction(L, store_after_error);
    lua_setfield(L, -2, "__close");
  }
  lua_setmetatable(L, REST);
  lua_toclose(L, REST);
  return rest;
}

static void set_aside(Sorter *s, lua_Integer first, lua_Integer end) {
  for (lua_Integer i = first; i < end; i++) {
    lua_geti(s->L, TABLE, i);
    lua_rawseti(s->L, SCRATCH, i - first + 1);
    lib_spend(&s->fuel, 4);
  }
  *s->rest = (Rest){1, end - first + 1, first};
  lua_rawgeti(s->L, SCRATCH, 1);
}

/* Stores the next value of the left run, which is above BASE; false when that was its last. */
static inline bool store_left(Sorter *s) {
  lua_pushvalue(s->L, BASE + 1);
  lua_seti(s->L, TABLE, s->rest->out++);
  if (++s->rest->at == s->rest->end) return false;
  lua_rawgeti(s->L, SCRATCH, s->rest->at);
  lua_replace(s->L, BASE + 1);
  return true;
}

static void store_rest(Sorter *s) {
  do lib_spend(&s->fuel, 4);
  while (store_left(s));
}

/* Merges two adjacent long runs. The next value of the right one is on the top of the stack, above that of the left
 * one. */
static void merge_long(Sorter *s, lua_Integer first, lua_Integer middle, lua_Integer end) {
  lua_State *L = s->L;
  set_aside(s, first, middle);
  lua_Integer right = middle;
  lua_geti(L, TABLE, right);
  for (;;) {
    if (!is_less(s, BASE + 2, BASE + 1)) {
      if (!store_left(s)) break;
      continue;
    }
    lua_seti(L, TABLE, s->rest->out++);
    if (++right == end) {
      store_rest(s);
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
    if (is_in_order(s, middle)) continue;
    if (run <= STACK_RUN_MAX) merge_short(s, first, middle, end);
    else merge_long(s, first, middle, end);
  }
}

/* Raises for a comparator that has always returned true, when it also calls the second element less than the first. */
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
  return length / 2 < SCRATCH_PREPARED_MAX ? (int)(length / 2) : SCRATCH_PREPARED_MAX;
}

/* Pushes the scratch table and the value that empties it after an error, when a run can be too long for the stack. */
static Rest *push_scratch(lua_State *L, lua_Integer length) {
  if (length <= 2 * STACK_RUN_MAX) {
    lua_settop(L, BASE);
    return NULL;
  }
  lua_createtable(L, scratch_size(length), 0);
  return push_rest(L);
}

int lib_table_sort(lua_State *L) {
  lua_Integer length = lib_table_length(L, 1, TABLE_READ | TABLE_WRITE);
  if (length < 2) return 0;
  luaL_argcheck(L, length < INT_MAX, 1, "array too big");
  if (!lua_isnoneornil(L, COMPARATOR)) luaL_checktype(L, COMPARATOR, LUA_TFUNCTION);
  lua_settop(L, COMPARATOR);
  luaL_checkstack(L, 2 * STACK_RUN_MAX + 8, NULL);
  if (lua_isnil(L, COMPARATOR) && lib_sort_numbers(L, length)) return 0;
  lua_settop(L, COMPARATOR);
  Rest *rest = push_scratch(L, length);
  Sorter s = {.L = L, .fuel = lib_fuel(L), .rest = rest, .has_comparator = !lua_isnil(L, COMPARATOR)};
  sort(&s, length);
  return 0;
}
