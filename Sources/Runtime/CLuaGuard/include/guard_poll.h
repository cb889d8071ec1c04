/* Functions for every C library function of the sandbox: checking the task's flags, and text without addresses.
 *
 * A library function that can run long (over bytes, elements or pattern steps) calls guard_poll at least once in every
 * few thousand elementary steps. The poll is one volatile load while no flag is set. */
#ifndef GUARD_POLL_H
#define GUARD_POLL_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* ThreadSanitizer delays a signal until the thread calls a function that it intercepts, which a loop in Lua never
 * does. In its builds, and only there, a count hook stays installed and polls call such a function. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define GUARD_HOLDS_SIGNALS_BACK
#endif
#endif

#ifdef GUARD_HOLDS_SIGNALS_BACK
static inline void guard_let_signals_in(void) {
  size_t (*volatile intercepted)(const char *) = strlen;
  (void)intercepted("");
}
#else
static inline void guard_let_signals_in(void) {}
#endif

/* The first member of the guarded state. Bits are set by the slice timer, the allocator and other threads. */
struct guard_flags {
  volatile int urgent;
};

#define GUARD_URGENT_KILL 1
#define GUARD_URGENT_COLLECT 2
#define GUARD_URGENT_SLICE 4

/* MAY_LJMP: handles an urgent flag. A killed task never returns from here: control leaves the state for good. When
 * memory is short, collects garbage, so every collectable value the caller needs must be on the Lua stack. When other
 * tasks wait for the processor, blocks until this task is scheduled again. */
void guard_attend(lua_State *L);

/* MAY_LJMP: the check for long loops in C. It returns, sooner or later, unless the task was killed. */
static inline void guard_poll(lua_State *L) {
  guard_let_signals_in();
  const struct guard_flags *flags = *(struct guard_flags **)lua_getextraspace(L);
  if (__builtin_expect(flags != NULL && flags->urgent != 0, 0)) guard_attend(L);
}

/* Returns a number that identifies a table, function, userdata or thread: counted from 1 in the order of first use,
 * stable as long as the value lives, never reused within a state and not an address. 0 for other types. MAY_LJMP: may
 * collect garbage. */
uint64_t guard_identity(lua_State *L, int index);

/* MAY_LJMP: luaL_tolstring (with __tostring and __name) with guard_identity in place of the address. */
const char *guard_tolstring(lua_State *L, int index, size_t *length);

#endif
