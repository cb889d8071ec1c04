/* The guarded Lua state: everything that may raise, yield, hook or jump lives behind these functions.
 *
 * Policy. A state belongs to one thread at a time. Tasks are coroutines of the state, run in slices by guard_run on a
 * worker thread whose timer signal arms a count hook (no hook is installed while nothing is wanted). A killed task is
 * left for good: either its coroutine is yielded and never resumed, or, where it cannot yield, control jumps from C
 * straight out of the interpreter and the whole state is abandoned and freed with its arena. No error, yield or jump
 * ever crosses a frame of the host: host functions return a code and C acts on it afterwards. */
#ifndef GUARD_H
#define GUARD_H

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stddef.h>
#include <stdint.h>
#include "guard_poll.h"

typedef struct guard_state guard_state;
typedef struct guard_worker guard_worker;

/* Why a task is killed. The values are shared with Swift (Lua.Limit). */
enum guard_limit {
  GUARD_LIMIT_NONE = 0,
  GUARD_LIMIT_CPU = 1,
  GUARD_LIMIT_MEMORY = 2,
  GUARD_LIMIT_OTHER = 3 /* 3 and above belong to the host */
};

/* How a slice ended. */
enum guard_status {
  GUARD_RETURNED,
  GUARD_FAILED,
  GUARD_PREEMPTED,
  GUARD_WAITING,
  GUARD_KILLED
};

/* What a host function returns: a count of results, or one of these. */
enum guard_answer {
  GUARD_ANSWER_ERROR = -1, /* the string on top is raised with the caller's position */
  GUARD_ANSWER_RAISE = -2, /* the value on top is raised as it is */
  GUARD_ANSWER_WAIT = -3,  /* the stack holds the arguments alone; called again when the task is resumed */
  GUARD_ANSWER_CALL = -4   /* the top holds a function and its arguments, the count is in guard_set_call_count */
};

/* One invocation, owned by the host; may be killed from any thread while it exists. */
typedef struct guard_task guard_task;

/* `context` is the host's object, not retained; `cpu_ns_max` 0 means no limit. Returns NULL without memory. */
guard_task *guard_task_new(void *context, int64_t cpu_ns_max);
void guard_task_free(guard_task *task);
void guard_task_set_context(guard_task *task, void *context);
void *guard_task_context(const guard_task *task);
lua_State *guard_task_thread(const guard_task *task);
int64_t guard_task_cpu_ns(const guard_task *task);
/* The registry reference of the thread, which the host releases. */
int guard_task_anchor(const guard_task *task);
/* 0 while not killed; else the limit, its maximum and what was used. */
int guard_task_kill_reason(const guard_task *task, int64_t *maximum, int64_t *used);
/* Marks the task as killed; the first caller wins. Returns 1 when this call did it. Any thread. */
int guard_task_kill(guard_task *task, int limit, int64_t maximum, int64_t used);
int guard_task_is_stopping(const guard_task *task);

#define GUARD_FRAMES_MAX 24
#define GUARD_CHUNK_BYTES 96
#define GUARD_NAME_BYTES 48
typedef struct guard_frame {
  int line;
  char chunk[GUARD_CHUNK_BYTES];
  char name[GUARD_NAME_BYTES];
} guard_frame;

/* --- A state ------------------------------------------------------------------------------------------------- */

/* Opens a state with the sandbox's libraries. Returns NULL when the system has no memory. */
guard_state *guard_open(size_t memory_max, uint64_t seed);
/* Releases every host object and frees all memory of the state at once; runs no plugin code. */
void guard_close(guard_state *state);
lua_State *guard_main(guard_state *state);
void guard_set_owner(guard_state *state, void *owner);
void *guard_owner(lua_State *L);
guard_task *guard_running_task(lua_State *L);
/* 1 once control was taken out of the middle of the interpreter: only guard_close may follow. */
int guard_is_abandoned(const guard_state *state);
size_t guard_memory_used(const guard_state *state);
size_t guard_memory_peak(const guard_state *state);
void guard_reset_peak(guard_state *state);

/* --- Memory that the host holds for a task --------------------------------------------------------------------- */

/* Charges memory that the host holds until the running host function returns, before it is taken. Counts towards the
 * state's limit beside the interpreter's own; garbage is collected where that makes room. Returns 0, and the task is
 * killed, when there is no room. Outside of a task 0 alone. */
int guard_charge_memory(lua_State *L, size_t bytes);
/* The same for memory that is held until the task ends. */
int guard_hold_memory(lua_State *L, size_t bytes);
/* What could be charged now without a collection. */
size_t guard_memory_room(lua_State *L);
/* What the running host call is charged. */
size_t guard_call_memory(lua_State *L);
/* Releases what was charged while values were read outside of a host call. */
void guard_end_reading(guard_state *state);

/* Seconds from the host: kind 0 is the wall clock (UNIX time), kind 1 processor time for os.clock. */
typedef double (*guard_clock)(void *context, int kind);
void guard_set_clock(guard_state *state, guard_clock clock, void *context);

/* --- Tasks --------------------------------------------------------------------------------------------------- */

/* Makes the coroutine of a task. The function and its arguments are then pushed on its thread. */
void guard_task_open(guard_state *state, guard_task *task);
/* Pushes the function that loads and calls a chunk: its arguments are source, chunk name, then the chunk's own. */
void guard_push_chunk_runner(lua_State *L);
/* Runs a slice. For GUARD_RETURNED and GUARD_FAILED `results` values lie on top of the thread's stack. */
int guard_run(guard_worker *worker, guard_state *state, guard_task *task, int arguments, int *results);
/* Ends the running task's slice at its next instruction. From a host function. */
void guard_give_way(lua_State *L);
/* Frames of the last kill or failure, innermost first. */
int guard_frames(const guard_state *state, const guard_frame **frames);
/* Compiles text and leaves the function, or the message, on top. Returns a Lua status; -1 when memory ran out. */
int guard_load_text(guard_state *state, lua_State *L, const char *source, size_t length, const char *chunk_name);
/* The most text one chunk may have, in bytes. */
#define GUARD_SOURCE_BYTES_MAX (1024 * 1024)

/* --- Workers ------------------------------------------------------------------------------------------------- */

/* Makes the calling thread a worker: installs the signal, creates its timer. Returns NULL on failure (errno). */
guard_worker *guard_worker_open(int64_t slice_ns);
/* The length of the slices to come, while no task runs. */
void guard_worker_set_slice(guard_worker *worker, int64_t slice_ns);
/* On the worker's own thread. */
void guard_worker_close(guard_worker *worker);
/* Makes the worker look at its task now. Any thread; the worker must still be open. */
void guard_worker_poke(guard_worker *worker);
int64_t guard_worker_slice_cpu(const guard_worker *worker);
/* After the worker's thread has waited with nothing to do, on that thread: the next task is not charged for it. */
void guard_worker_rested(guard_worker *worker);
/* Called on the worker when a slice is over where the task cannot yield; it may block and returns to go on. */
typedef void (*guard_park)(void *context);
void guard_worker_set_park(guard_worker *worker, guard_park park, void *context);
int64_t guard_thread_cpu_ns(void);
int64_t guard_monotonic_ns(void);

/* --- Host functions ------------------------------------------------------------------------------------------ */

typedef int (*guard_entry)(void *context, lua_State *L);
typedef void (*guard_release)(void *context);
/* Pushes a C closure that calls entry(context); release(context) runs once, when the closure is collected or the state
 * closed. Never raises. */
void guard_push_host_function(lua_State *L, guard_entry entry, void *context, guard_release release);
/* print and warn: the text is made in C (it may run __tostring), then handed over as one string. */
void guard_push_print(lua_State *L, guard_entry entry, void *context, guard_release release);
void guard_push_warn(lua_State *L, guard_entry entry, void *context, guard_release release);
/* require: entry gets the module's name and returns its source and chunk name, or nothing. */
void guard_push_require(lua_State *L, guard_entry entry, void *context, guard_release release);
/* While a host section is open the allocator neither fails nor jumps. Nestable; host calls open one by themselves. */
void guard_enter_host(guard_state *state);
void guard_leave_host(guard_state *state);
void guard_set_call_count(lua_State *L, int arguments);
int guard_is_resumed(lua_State *L);

/* --- Macros of lua.h as functions, for Swift ------------------------------------------------------------------ */

static inline void guard_pop(lua_State *L, int count) { lua_settop(L, -count - 1); }
static inline int guard_registry_index(void) { return LUA_REGISTRYINDEX; }
static inline void guard_set_global_raw(lua_State *L, const char *name) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_rotate(L, -2, 1);
  lua_pushstring(L, name);
  lua_rotate(L, -2, 1);
  lua_rawset(L, -3);
  lua_settop(L, -2);
}

#endif
