/* The internals of a guarded state. Private to CLuaGuard. */
#ifndef GUARD_STATE_H
#define GUARD_STATE_H

#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/types.h>
#include <time.h>
#include "arena.h"
#include "guard.h"

/* The reason of a forced yield that is passing outwards through nested coroutines. */
enum guard_passing { PASSING_NOTHING, PASSING_PREEMPT, PASSING_WAIT, PASSING_KILL };

/* A host object kept alive by a userdata; linked so that closing a state releases all of them. */
typedef struct guard_box {
  guard_entry entry;
  void *context;
  guard_release release;
  struct guard_box *next;
  struct guard_box *previous;
} guard_box;

/* The coroutines between the task and the running one: each link lives in the C frame of a resume. */
typedef struct guard_link {
  lua_State *parent;
  struct guard_link *up;
} guard_link;

struct guard_state {
  struct guard_flags flags; /* first: guard_poll reads it */
  volatile int slice_over;
  volatile int pinned; /* above 0 the state may not be left by a jump */
  int rooted;          /* resumes on the C stack that cannot pass a yield outwards */
  int passing;         /* enum guard_passing */
  int can_escape;
  int abandoned;
  int resumed; /* the host function now called is called again after a wait */
  int call_count;
  lua_State *main;
  lua_State *volatile current;
  guard_task *task;
  guard_worker *worker;
  guard_link *links;
  guard_box *boxes;
  void *owner;
  guard_clock clock;
  void *clock_context;
  guard_arena arena;
  size_t used, peak, limit;
  size_t ceiling;    /* what the interpreter may hold beside the host: the limit less the two below */
  size_t call_bytes; /* what the host holds for the running host call */
  size_t held_bytes; /* what the host holds for tasks that are not over */
  int collected;     /* the running host call has collected garbage already */
  uint64_t seed;
  uint64_t identities;
  int64_t kill_seen_ns; /* 0: no kill seen by the timer yet */
  int frame_count;
  guard_frame frames[GUARD_FRAMES_MAX];
  jmp_buf escape;
};

struct guard_task {
  _Atomic int kill; /* enum guard_limit; negative while the details are being written */
  int64_t kill_maximum;
  int64_t kill_used;
  int64_t cpu_ns; /* consumed in slices that are over */
  int64_t cpu_ns_max;
  size_t held_bytes; /* what the host holds for it until it ends */
  void *context;
  lua_State *thread;
  int anchor; /* registry reference of the thread */
};

static inline int guard_task_is_killed(const guard_task *task) {
  return atomic_load_explicit(&task->kill, memory_order_relaxed) != GUARD_LIMIT_NONE;
}

/* The C stack that must remain on a worker before another coroutine is entered: enough for 200 nested C calls of Lua
 * and a host function that uses SQLite. */
#define STACK_RESERVE_BYTES (2 * 1024 * 1024)

struct guard_worker {
  guard_state *volatile running;
  int64_t slice_ns;
  volatile int64_t slice_cpu_start; /* on the thread's processor clock; a little ahead of it after brief slices */
  int64_t slice_start_ns;           /* the same moment on the monotonic clock */
  volatile int64_t armed_until_ns; /* when the timer fires, on the monotonic clock; 0 when it does not */
  pid_t thread_id;
  timer_t timer;
  char *stack_low;
  guard_park park;
  void *park_context;
};

static inline guard_state *guard_of(lua_State *L) { return *(guard_state **)lua_getextraspace(L); }

/* Releases the memory charged by the host call that has returned. */
void guard_release_call_memory(guard_state *g);
/* Releases the memory charged by a finished task. */
void guard_release_task_memory(guard_state *g, guard_task *task);
void *guard_allocate(void *context, void *block, size_t old_size, size_t new_size);
void guard_arm(lua_State *L);
/* Removes the hook of a coroutine. */
void guard_disarm(lua_State *L);
void guard_capture(guard_state *g, lua_State *L);
/* Jumps out of the interpreter; the state is abandoned. */
_Noreturn void guard_escape(guard_state *g);
/* MAY_LJMP: passes the worker's permit to another task while this one is inside C code. */
void guard_park_here(guard_state *g);
/* MAY_LJMP: raises an error when the C stack is nearly exhausted. */
static inline void guard_check_stack(lua_State *L) {
  char here;
  const guard_worker *worker = guard_of(L)->worker;
  if (worker != NULL && __builtin_expect(&here - worker->stack_low < STACK_RESERVE_BYTES, 0))
    luaL_error(L, "C stack overflow");
}
void guard_freeze(lua_State *co);
int guard_is_frozen(lua_State *co);
int guard_wants_yield(guard_state *g, lua_State *L);

void guard_push_load(lua_State *L);
/* Registers the table on top as the library of that name, which messages about a function called without a name use. */
void guard_register_library(lua_State *L, const char *name);
void guard_open_base(lua_State *L);
void guard_open_coroutine(lua_State *L);
void guard_open_os(lua_State *L);
void guard_open_math(lua_State *L);
void guard_open_libraries(lua_State *L);

#endif
