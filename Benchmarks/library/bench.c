/* Measures the interruptible libraries against liblua's own, in one process: each program of programs.lua runs in a
 * state with one and in a state with the other, in turns, and the best time of each counts. */
#define _GNU_SOURCE
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "guard_library.h"
#include "guard_poll.h"

enum { ROUNDS = 9 };

/* Stubs of what the core provides in the product. The flag is polled as there, and never set. */
static struct guard_flags flags;

void guard_attend(lua_State *L) {
  luaL_error(L, "no kill was asked for");
}

uint64_t guard_identity(lua_State *L, int index) {
  return (uint64_t)(uintptr_t)lua_topointer(L, index);
}

const char *guard_tolstring(lua_State *L, int index, size_t *length) {
  return luaL_tolstring(L, index, length);
}

static lua_State *open_state(int is_own, const char *path) {
  lua_State *L = luaL_newstate();
  *(struct guard_flags **)lua_getextraspace(L) = &flags;
  luaL_openlibs(L);
  if (is_own) {
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    for (const char **name = (const char *[]){"string", "table", "utf8", NULL}; *name != NULL; name++) {
      lua_pushnil(L);
      lua_setfield(L, -2, *name);
    }
    lua_pop(L, 1);
    guard_open_string(L);
    guard_open_table(L);
    guard_open_utf8(L);
  }
  if (luaL_dofile(L, path) != LUA_OK) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    exit(1);
  }
  return L; /* with the list of programs on the top */
}

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double time_of(lua_State *L, int program) {
  lua_rawgeti(L, 1, program);
  lua_getfield(L, -1, "run");
  lua_gc(L, LUA_GCCOLLECT);
  double begin = seconds();
  if (lua_pcall(L, 0, 0, 0) != LUA_OK) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    exit(1);
  }
  double spent = seconds() - begin;
  lua_settop(L, 1);
  return spent;
}

static double ratio_of(lua_State *stock, lua_State *own, int program) {
  double best_stock = INFINITY, best_own = INFINITY;
  for (int round = 0; round < ROUNDS; round++) {
    best_stock = fmin(best_stock, time_of(stock, program));
    best_own = fmin(best_own, time_of(own, program));
  }
  lua_rawgeti(stock, 1, program);
  lua_getfield(stock, -1, "name");
  double ratio = best_own / best_stock;
  printf("%-28s %9.2f ms %9.2f ms %6.2f\n", lua_tostring(stock, -1), best_stock * 1e3, best_own * 1e3, ratio);
  lua_settop(stock, 1);
  return ratio;
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  lua_State *stock = open_state(0, arguments[1]), *own = open_state(1, arguments[1]);
  int programs = (int)lua_rawlen(stock, 1);
  double logarithms = 0, worst = 0;
  printf("%-28s %12s %12s %6s\n", "program", "liblua", "grappe", "ratio");
  for (int program = 1; program <= programs; program++) {
    double ratio = ratio_of(stock, own, program);
    logarithms += log(ratio);
    worst = fmax(worst, ratio);
  }
  printf("geometric mean %.3f (target 1.05), worst %.2f (target 1.25)\n", exp(logarithms / programs), worst);
  lua_close(stock);
  lua_close(own);
  return 0;
}
