/* Running tasks in slices, forced yields, and kills. */
#include "guard_state.h"
#include "slice.h"

static void frozen_hook(lua_State *L, lua_Debug *event) {
  (void)L;
  (void)event;
}

/* Freezes a coroutine while it waits for its task to continue: it gets a hook of its own, by which other tasks refuse
 * to resume it. */
void guard_freeze(lua_State *co) { lua_sethook(co, frozen_hook, LUA_MASKCOUNT, 1 << 30); }
int guard_is_frozen(lua_State *co) { return lua_gethook(co) == frozen_hook; }

_Noreturn void guard_escape(guard_state *g) {
  g->abandoned = 1;
  g->can_escape = 0;
  longjmp(g->escape, 1);
}

static _Noreturn void leave_from_c(guard_state *g, lua_State *L) {
  guard_capture(g, L);
  guard_escape(g);
}

/* Collects garbage first, so that only reachable memory counts. */
static void collect(guard_state *g, lua_State *L) {
  __atomic_fetch_and(&g->flags.urgent, ~GUARD_URGENT_COLLECT, __ATOMIC_RELAXED);
  lua_gc(L, LUA_GCCOLLECT);
  if (g->used <= g->ceiling) return;
  guard_task_kill(g->task, GUARD_LIMIT_MEMORY, (int64_t)g->limit, (int64_t)g->used);
  __atomic_fetch_or(&g->flags.urgent, GUARD_URGENT_KILL, __ATOMIC_RELAXED);
}

static int never_resumed(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  return luaL_error(L, "a killed task was resumed");
}

/* Yields from a C function: the frames above are dropped by a jump to the resume that entered the coroutine, as for
 * any yield, and the state stays consistent. */
static void leave_by_yield(guard_state *g, lua_State *L) {
  guard_capture(g, L);
  g->passing = PASSING_KILL;
  lua_yieldk(L, 0, 0, never_resumed);
}

void guard_attend(lua_State *L) {
  guard_state *g = guard_of(L);
  if (g->task == NULL || g->pinned != 0) return;
  if (!(g->flags.urgent & GUARD_URGENT_KILL) && (g->flags.urgent & GUARD_URGENT_COLLECT)) collect(g, L);
  if (g->flags.urgent & GUARD_URGENT_SLICE) guard_park_here(g);
  if (!(g->flags.urgent & GUARD_URGENT_KILL)) return;
  if (!g->can_escape) return;
  if (guard_wants_yield(g, L)) leave_by_yield(g, L);
  leave_from_c(g, L);
}

int guard_wants_yield(guard_state *g, lua_State *L) { return g->rooted == 0 && lua_isyieldable(L); }

void guard_park_here(guard_state *g) {
  __atomic_fetch_and(&g->flags.urgent, ~GUARD_URGENT_SLICE, __ATOMIC_RELAXED);
  if (!g->slice_over || g->worker == NULL || g->pinned != 0) return;
  slice_renew(g->worker, g);
  if (!guard_task_is_killed(g->task)) return;
  __atomic_fetch_or(&g->flags.urgent, GUARD_URGENT_KILL, __ATOMIC_RELAXED);
  guard_arm(g->current);
}

static void yield_from_hook(guard_state *g, lua_State *L, int passing) {
  g->passing = passing;
  guard_disarm(L);
  lua_yield(L, 0);
}

static void on_count(lua_State *L, lua_Debug *event) {
  (void)event;
  guard_let_signals_in();
  guard_state *g = guard_of(L);
  guard_disarm(L);
  if (!(g->flags.urgent & GUARD_URGENT_KILL) && (g->flags.urgent & GUARD_URGENT_COLLECT)) collect(g, L);
  if (g->flags.urgent & GUARD_URGENT_KILL) {
    if (!guard_wants_yield(g, L)) leave_from_c(g, L);
    guard_capture(g, L);
    yield_from_hook(g, L, PASSING_KILL);
  } else if (g->slice_over) {
    if (guard_wants_yield(g, L)) yield_from_hook(g, L, PASSING_PREEMPT);
    else guard_park_here(g);
  }
}

void guard_arm(lua_State *L) { lua_sethook(L, on_count, LUA_MASKCOUNT, 1); }

#ifdef GUARD_HOLDS_SIGNALS_BACK
#define SAFE_POINT_INSTRUCTIONS 1000
void guard_disarm(lua_State *L) { lua_sethook(L, on_count, LUA_MASKCOUNT, SAFE_POINT_INSTRUCTIONS); }
#else
void guard_disarm(lua_State *L) { lua_sethook(L, NULL, 0, 0); }
#endif

void guard_end_slice(lua_State *L) {
  guard_state *g = guard_of(L);
  if (g->task == NULL) return;
  g->slice_over = 1;
  guard_arm(g->current);
}

int guard_is_slice_over(lua_State *L) { return guard_of(L)->slice_over; }

static void enter(guard_worker *worker, guard_state *g, guard_task *task) {
  g->task = task;
  g->worker = worker;
  g->current = task->thread;
  g->links = NULL;
  g->slice_over = 0;
  g->rooted = 0;
  g->passing = PASSING_NOTHING;
  g->kill_seen_ns = 0;
  g->frame_count = 0;
  g->flags.urgent = guard_task_is_killed(task) ? GUARD_URGENT_KILL : 0;
  guard_disarm(task->thread);
  if (g->flags.urgent) guard_arm(task->thread);
}

static int ending(guard_state *g, guard_task *task, int status) {
  if (guard_task_is_killed(task)) return GUARD_KILLED;
  if (status == LUA_OK) return GUARD_RETURNED;
  if (status != LUA_YIELD) {
    guard_capture(g, task->thread);
    return GUARD_FAILED;
  }
  return g->passing == PASSING_WAIT ? GUARD_WAITING : GUARD_PREEMPTED;
}

int guard_run(guard_worker *worker, guard_state *g, guard_task *task, int arguments, int *results) {
  volatile int outcome = GUARD_KILLED;
  *results = 0;
  if (guard_task_is_killed(task)) { /* killed while it stood: its code is not entered again */
    g->links = NULL;
    guard_capture(g, task->thread);
    guard_release_task_memory(g, task);
    return GUARD_KILLED;
  }
  enter(worker, g, task);
  if (_setjmp(g->escape) == 0) {
    g->can_escape = 1;
    slice_begin(worker, g);
    int status = lua_resume(task->thread, NULL, arguments, results);
    slice_end(worker, g);
    g->can_escape = 0;
    outcome = ending(g, task, status);
    guard_freeze(task->thread);
  } else {
    slice_end(worker, g);
  }
  /* A jump out of the interpreter may have skipped the end of a host call. */
  guard_release_call_memory(g);
  if (outcome != GUARD_PREEMPTED && outcome != GUARD_WAITING) guard_release_task_memory(g, task);
  g->task = NULL;
  g->current = NULL;
  g->worker = NULL;
  g->flags.urgent = 0;
  return outcome;
}
