/* The guarded Lua state: all code that may raise, yield, hook or jump is behind these functions.
 *
 * Policy. A state belongs to one thread at a time. Tasks are coroutines of the state, run in slices by guard_run on a
 * worker thread whose timer signal arms a count hook (installed only when the task must stop). A killed task
 * never continues: either its coroutine has yielded and is never resumed, or, where it cannot yield, control jumps
 * from C straight out of the interpreter and the whole state is abandoned and freed with its arena. No error, yield or
 * jump ever crosses a frame of the host: host functions return a code and C acts on it afterwards. */
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

/* The limit a task is killed for. The values are shared with Swift (Lua.Limit). */
enum guard_limit {
  GUARD_LIMIT_NONE = 0,
  GUARD_LIMIT_CPU = 1,
  GUARD_LIMIT_MEMORY = 2,
  GUARD_LIMIT_OTHER = 3 /* 3 and above belong to the host */
};

/* The outcome of a slice. */
enum guard_status {
  GUARD_RETURNED,
  GUARD_FAILED,
  GUARD_PREEMPTED,
  GUARD_WAITING,
  GUARD_KILLED
};

/* The return value of a host function: a count of results, or one of these. */
enum guard_answer {
  GUARD_ANSWER_ERROR = -1, /* the string on top is raised with the caller's position */
  GUARD_ANSWER_RAISE = -2, /* the value on top is raised as it is */
  GUARD_ANSWER_WAIT = -3,  /* the stack holds the arguments alone; called again when the task is resumed */
  GUARD_ANSWER_CALL = -4   /* the top holds a function and its arguments, the count is in guard_set_call_count */
};

/* One invocation, owned by the host; may be killed from any thread while it exists. */
typedef struct guard_task guard_task;

/* Makes a task. `context` is the host's object, not retained; `cpu_ns_max` 0 means no limit. Returns NULL without
 * memory. */
guard_task *guard_task_new(void *context, int64_t cpu_ns_max);
void guard_task_free(guard_task *task);
void guard_task_set_context(guard_task *task, void *context);
void *guard_task_context(const guard_task *task);
lua_State *guard_task_thread(const guard_task *task);
int64_t guard_task_cpu_ns(const guard_task *task);
/* Returns the registry reference of the thread, which the host releases. */
int guard_task_anchor(const guard_task *task);
/* Returns 0 while not killed; else the limit, its maximum and the amount used. */
int guard_task_kill_reason(const guard_task *task, int64_t *maximum, int64_t *used);
/* Marks the task as killed; the first caller wins. Returns 1 when this call did it. May be called from any thread. */
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
/* Returns 1 once control has jumped out of the interpreter: only guard_close may follow. */
int guard_is_abandoned(const guard_state *state);
size_t guard_memory_used(const guard_state *state);
size_t guard_memory_peak(const guard_state *state);
void guard_reset_peak(guard_state *state);

/* --- Memory that the host holds for a task --------------------------------------------------------------------- */

/* Charges memory that the host holds until the running host function returns, before it allocates it. It counts
 * towards the state's limit in addition to the interpreter's own; garbage is collected when that frees enough. Returns
 * 0, and the task is killed, when the limit is exceeded. Outside of a task returns 0 only. */
int guard_charge_memory(lua_State *L, size_t bytes);
/* Charges memory in the same way that is held until the task ends. */
int guard_hold_memory(lua_State *L, size_t bytes);
/* Returns the memory that can be charged now without a collection. */
size_t guard_memory_room(lua_State *L);
/* Collects garbage, from within a host call. */
void guard_collect(lua_State *L);
/* Returns the memory charged by the running host call. */
size_t guard_call_memory(lua_State *L);
/* Releases the memory charged while values were read outside of a host call. */
void guard_end_reading(guard_state *state);

/* Returns seconds from the host: kind 0 is the wall clock (UNIX time), kind 1 processor time for os.clock. */
typedef double (*guard_clock)(void *context, int kind);
void guard_set_clock(guard_state *state, guard_clock clock, void *context);

/* --- Tasks --------------------------------------------------------------------------------------------------- */

/* Makes the coroutine of a task. The function and its arguments are pushed on its thread afterwards. */
void guard_task_open(guard_state *state, guard_task *task);
/* Pushes the function that loads and calls a chunk: its arguments are source, chunk name, then the chunk's own. */
void guard_push_chunk_runner(lua_State *L);
/* Runs a slice. For GUARD_RETURNED and GUARD_FAILED `results` values are on top of the thread's stack. */
int guard_run(guard_worker *worker, guard_state *state, guard_task *task, int arguments, int *results);
/* Ends the running task's slice at its next instruction. Called from a host function. */
void guard_end_slice(lua_State *L);
/* Returns the frames of the last kill or failure, innermost first. */
int guard_frames(const guard_state *state, const guard_frame **frames);
/* Compiles text and leaves the function, or the message, on top. Returns a Lua status; -1 when memory ran out. */
int guard_load_text(guard_state *state, lua_State *L, const char *source, size_t length, const char *chunk_name);
/* Upper bound of the text of one chunk, in bytes. */
#define GUARD_SOURCE_BYTES_MAX (1024 * 1024)

/* --- Workers ------------------------------------------------------------------------------------------------- */

/* Makes the calling thread a worker: installs the signal, creates its timer. Returns NULL on failure (errno). */
guard_worker *guard_worker_open(int64_t slice_ns);
/* Sets the length of later slices. While no task runs. */
void guard_worker_set_slice(guard_worker *worker, int64_t slice_ns);
/* Closes the worker. On the worker's own thread. */
void guard_worker_close(guard_worker *worker);
/* Makes the worker check its task now. May be called from any thread; the worker must still be open. */
void guard_worker_check_task(guard_worker *worker);
int64_t guard_worker_slice_cpu(const guard_worker *worker);
/* Excludes idle waiting: called on the worker's thread after it waited for work, so that the next task is not charged
 * for it. */
void guard_worker_discard_idle_time(guard_worker *worker);
/* Called on the worker when a slice ends while the task cannot yield; it may block, and returns to continue the task. */
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
/* Pushes print or warn: C makes the text (it may run __tostring), then passes it on as one string. */
void guard_push_print(lua_State *L, guard_entry entry, void *context, guard_release release);
void guard_push_warn(lua_State *L, guard_entry entry, void *context, guard_release release);
/* Pushes require: entry receives the module's name and the bundle whose code calls, and returns the source and the chunk name, or
 * nothing. A chunk is loaded once, whatever names lead to it. */
void guard_push_require(lua_State *L, guard_entry entry, void *context, guard_release release);
/* Opens a host section, in which the allocator neither fails nor jumps. Nestable; host calls open one by themselves. */
void guard_enter_host(guard_state *state);
void guard_leave_host(guard_state *state);
void guard_set_call_count(lua_State *L, int arguments);
int guard_is_resumed(lua_State *L);
/* Whether the slice of the running task is over: it ends at its next instruction. */
int guard_is_slice_over(lua_State *L);

/* --- Lists and records of scalars ------------------------------------------------------------------------------- */

/* The kind of an element. The values are shared with Swift (Lua.ListElement, Lua.RecordFields). */
enum guard_element_kind {
  GUARD_ELEMENT_NIL,
  GUARD_ELEMENT_BOOLEAN,
  GUARD_ELEMENT_INTEGER,
  GUARD_ELEMENT_NUMBER,
  GUARD_ELEMENT_TEXT,
  GUARD_ELEMENT_FIELD /* a table of one named text: `name` and `text` */
};

/* A scalar read in place: its texts lie in Lua's strings, or in the host's memory for a record to push. */
typedef struct guard_element {
  int kind;
  union {
    int64_t integer; /* or a boolean as 0 or 1 */
    double number;
  };
  const char *text, *name;
  size_t length, name_length;
} guard_element;

/* Whether bytes are UTF-8 without surrogates and overlong forms. */
int guard_is_utf8(const char *text, size_t length);
/* Reads a table that is a list of at most `maximum` scalars and tables of one named text, with texts in UTF-8. The texts
 * are valid while the tables hold them. Returns the count, or -1 for any other value, which may also be such a list. Never
 * raises. */
int guard_read_list(lua_State *L, int index, guard_element *elements, int maximum);
/* Pushes a table: for each element that is not nil, it under the key at its position in the list of that registry
 * reference. Needs four free slots. */
void guard_push_record(lua_State *L, int keys, const guard_element *elements, int count);

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
