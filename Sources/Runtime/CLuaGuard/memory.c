/* The allocator of a state. It counts, and never returns NULL into the interpreter: at the limit it requests a garbage
 * collection at the next instruction, and a task still above the limit after that is killed. In between a reserve of
 * the size of the limit is granted. An allocation beyond the reserve jumps out of the state immediately.
 *
 * The host charges the copies it makes to the same limit, before it makes them. It has no reserve: garbage is
 * collected once a call, and a charge that still exceeds the limit kills the task. */
#include <stdio.h>
#include <stdlib.h>
#include "guard_state.h"

static void ask_for_collection(guard_state *g) {
  __atomic_fetch_or(&g->flags.urgent, GUARD_URGENT_COLLECT, __ATOMIC_RELAXED);
  if (g->current != NULL) guard_arm(g->current);
}

static void kill_for_memory(guard_state *g, size_t wanted) {
  guard_task_kill(g->task, GUARD_LIMIT_MEMORY, (int64_t)g->limit, (int64_t)wanted);
  __atomic_fetch_or(&g->flags.urgent, GUARD_URGENT_KILL, __ATOMIC_RELAXED);
}

static void leave_for_memory(guard_state *g, size_t wanted) {
  kill_for_memory(g, wanted);
  guard_capture(g, g->current);
  guard_escape(g);
}

static int may_leave(const guard_state *g) { return g->can_escape && g->pinned == 0; }

/* Whether an allocation exceeds the reserve. Chunks also hold freed blocks of other sizes, whose total is bounded
 * here. */
static int is_beyond_reserve(const guard_state *g, size_t used) {
  size_t most = g->limit > (size_t)INT64_MAX / 4 ? (size_t)INT64_MAX / 2 : 2 * g->limit;
  return used + g->call_bytes + g->held_bytes > most || g->arena.chunk_bytes > most + 1024 * 1024;
}

static void *out_of_memory(guard_state *g, size_t wanted) {
  if (may_leave(g)) leave_for_memory(g, wanted);
  fputs("grappe: the system is out of memory\n", stderr);
  abort();
}

static void check_limit(guard_state *g, size_t used) {
  if (g->task == NULL) return;
  if (is_beyond_reserve(g, used)) {
    if (may_leave(g)) leave_for_memory(g, used);
    kill_for_memory(g, used);
    guard_arm(g->current);
  } else {
    ask_for_collection(g);
  }
}

void *guard_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  guard_state *g = context;
  if (block == NULL) old_size = 0; /* Lua passes a type tag there */
  if (new_size == 0) {
    if (block != NULL) arena_put(&g->arena, block, old_size);
    g->used -= old_size;
    return NULL;
  }
  size_t used = g->used - old_size + new_size;
  if (__builtin_expect(used > g->ceiling, 0) && new_size > old_size) check_limit(g, used);
  void *fresh = block == NULL ? arena_get(&g->arena, new_size) : arena_resize(&g->arena, block, old_size, new_size);
  if (fresh == NULL) return out_of_memory(g, used);
  g->used = used;
  if (used > g->peak) g->peak = used;
  return fresh;
}

static size_t host_bytes(const guard_state *g) { return g->call_bytes + g->held_bytes; }

static void set_ceiling(guard_state *g) {
  size_t held = host_bytes(g);
  g->ceiling = held < g->limit ? g->limit - held : 0;
}

/* Returns the memory that can still be charged. */
static size_t room(const guard_state *g) { return g->used < g->ceiling ? g->ceiling - g->used : 0; }

static int make_room(guard_state *g, lua_State *L, size_t bytes) {
  if (bytes <= room(g)) return 1;
  if (g->collected || g->task == NULL || bytes > g->ceiling) return 0;
  g->collected = 1;
  lua_gc(L, LUA_GCCOLLECT);
  return bytes <= room(g);
}

static size_t sum_of(size_t left, size_t right) { return left > (size_t)INT64_MAX - right ? (size_t)INT64_MAX : left + right; }

/* Does not set the urgent flag: the return from the host function checks the kill. */
static int refuse_memory(guard_state *g, size_t bytes) {
  if (g->task == NULL) return 0;
  guard_task_kill(g->task, GUARD_LIMIT_MEMORY, (int64_t)g->limit, (int64_t)sum_of(g->used + host_bytes(g), bytes));
  return 0;
}

int guard_charge_memory(lua_State *L, size_t bytes) {
  guard_state *g = guard_of(L);
  if (!make_room(g, L, bytes)) return refuse_memory(g, bytes);
  g->call_bytes += bytes;
  set_ceiling(g);
  if (g->used + host_bytes(g) > g->peak) g->peak = g->used + host_bytes(g);
  return 1;
}

int guard_hold_memory(lua_State *L, size_t bytes) {
  guard_state *g = guard_of(L);
  if (!guard_charge_memory(L, bytes)) return 0;
  if (g->task == NULL) return 1;
  g->call_bytes -= bytes;
  g->held_bytes += bytes;
  g->task->held_bytes += bytes;
  return 1;
}

void guard_collect(lua_State *L) { lua_gc(L, LUA_GCCOLLECT); }

size_t guard_memory_room(lua_State *L) { return room(guard_of(L)); }
size_t guard_call_memory(lua_State *L) { return guard_of(L)->call_bytes; }

void guard_release_call_memory(guard_state *g) {
  g->call_bytes = 0;
  g->collected = 0;
  set_ceiling(g);
}

void guard_end_reading(guard_state *state) { guard_release_call_memory(state); }

void guard_release_task_memory(guard_state *g, guard_task *task) {
  g->held_bytes -= task->held_bytes;
  task->held_bytes = 0;
  set_ceiling(g);
}

size_t guard_memory_used(const guard_state *state) { return state->used; }
size_t guard_memory_peak(const guard_state *state) { return state->peak; }
void guard_reset_peak(guard_state *state) { state->peak = state->used; }
