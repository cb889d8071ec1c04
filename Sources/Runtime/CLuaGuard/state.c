/* Opening and closing states, and the coroutine of each task. */
#include <stdio.h>
#include <stdlib.h>
#include "guard_state.h"

static int on_panic(lua_State *L) {
  const char *message = lua_tostring(L, -1);
  fprintf(stderr, "grappe: an unprotected Lua error: %s\n", message == NULL ? "(no message)" : message);
  return 0; /* lua_error then aborts: a bug of the host, never of a plugin */
}

static double no_clock(void *context, int kind) {
  (void)context;
  (void)kind;
  return 0;
}

static guard_state *make(size_t memory_max, uint64_t seed) {
  guard_state *g = calloc(1, sizeof *g);
  if (g == NULL) return NULL;
  arena_open(&g->arena, &g->pinned);
  g->limit = memory_max;
  g->ceiling = memory_max;
  g->seed = seed;
  g->clock = no_clock;
  return g;
}

guard_state *guard_open(size_t memory_max, uint64_t seed) {
  guard_state *g = make(memory_max, seed);
  if (g == NULL) return NULL;
  g->main = lua_newstate(guard_allocate, g);
  if (g->main == NULL) {
    guard_close(g);
    return NULL;
  }
  *(guard_state **)lua_getextraspace(g->main) = g;
  lua_atpanic(g->main, on_panic);
  lua_gc(g->main, LUA_GCSTOP);
  guard_open_libraries(g->main);
  lua_gc(g->main, LUA_GCRESTART);
  return g;
}

/* Frees the arena without lua_close, which would walk every object and could not do so in an abandoned state. */
void guard_close(guard_state *state) {
  state->pinned++;
  for (guard_box *box = state->boxes, *next; box != NULL; box = next) {
    next = box->next;
    guard_release release = box->release;
    box->release = NULL;
    if (release != NULL) release(box->context);
  }
  arena_close(&state->arena);
  free(state);
}

lua_State *guard_main(guard_state *state) { return state->main; }
void guard_set_owner(guard_state *state, void *owner) { state->owner = owner; }
void *guard_owner(lua_State *L) { return guard_of(L)->owner; }
guard_task *guard_running_task(lua_State *L) { return guard_of(L)->task; }
int guard_is_abandoned(const guard_state *state) { return state->abandoned; }

void guard_set_clock(guard_state *state, guard_clock clock, void *context) {
  state->clock = clock;
  state->clock_context = context;
}

void guard_task_open(guard_state *state, guard_task *task) {
  task->thread = lua_newthread(state->main);
  guard_disarm(task->thread);
  task->anchor = luaL_ref(state->main, LUA_REGISTRYINDEX);
  guard_freeze(task->thread);
}
