/* The allocator of a state. It counts, and never returns NULL into the interpreter: at the limit it asks for a garbage
 * collection at the next instruction, and whoever is still above the limit after that is killed. In between a reserve of
 * the size of the limit is granted. What would go beyond the reserve leaves the state on the spot. */
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

/* Chunks hold freed blocks of other sizes too; a plugin may not pile those up without bound. */
static int is_beyond_reserve(const guard_state *g, size_t used) {
  return used > 2 * g->limit || g->arena.chunk_bytes > 2 * g->limit + 1024 * 1024;
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
  if (__builtin_expect(used > g->limit, 0) && new_size > old_size) check_limit(g, used);
  void *fresh = block == NULL ? arena_get(&g->arena, new_size) : arena_resize(&g->arena, block, old_size, new_size);
  if (fresh == NULL) return out_of_memory(g, used);
  g->used = used;
  if (used > g->peak) g->peak = used;
  return fresh;
}

size_t guard_memory_used(const guard_state *state) { return state->used; }
size_t guard_memory_peak(const guard_state *state) { return state->peak; }
void guard_reset_peak(guard_state *state) { state->peak = state->used; }
