/* The sandbox's coroutine library. It tracks the running coroutine for the slice timer, and passes forced yields (a
 * finished slice, a wait, a kill) outwards through any number of coroutines, hidden from plugin code. */
#include "guard_state.h"

enum ending { ENDED_FINE, ENDED_BADLY, PASSED };

static lua_State *coroutine_at(lua_State *L, int index) {
  lua_State *co = lua_tothread(L, index);
  luaL_argexpected(L, co != NULL, index, "thread");
  return co;
}

static const char *status_of(lua_State *L, lua_State *co) {
  lua_Debug info;
  if (co == L) return "running";
  if (guard_is_frozen(co)) return "normal";
  switch (lua_status(co)) {
    case LUA_YIELD: return "suspended";
    case LUA_OK:
      if (lua_getstack(co, 0, &info)) return "normal";
      return lua_gettop(co) == 0 ? "dead" : "suspended";
    default: return "dead";
  }
}

static int refuse(lua_State *L, const char *message) {
  lua_pushstring(L, message);
  return ENDED_BADLY;
}

#define FAILED (-1)
#define PASSED_ON (-2)

/* Resuming is the hot path of generators: these four are inlined into each caller. */
#define HOT static inline __attribute__((always_inline))

HOT void pass_flags(guard_state *g, lua_State *L) {
  if (__builtin_expect(g->slice_over | g->flags.urgent, 0)) guard_arm(L);
}

/* Runs the child until it returns, fails or yields. On ENDED_* the results, or the error, are on the child's stack. */
HOT int run_child(lua_State *L, guard_state *g, lua_State *co, int arguments, int *results) {
  guard_link link = {.parent = L, .up = g->links};
  int rooted = !lua_isyieldable(L);
  g->rooted += rooted;
  g->links = &link;
  g->current = co;
  pass_flags(g, co);
  int status = lua_resume(co, L, arguments, results);
  g->current = L;
  g->links = link.up;
  g->rooted -= rooted;
  if (__builtin_expect(status != LUA_YIELD && status != LUA_OK, 0)) {
    pass_flags(g, L);
    return ENDED_BADLY;
  }
  if (__builtin_expect(g->passing != PASSING_NOTHING, 0)) return PASSED;
  pass_flags(g, L);
  return ENDED_FINE;
}

static int too_many_results(lua_State *L, lua_State *co, int results) {
  guard_pop(co, results);
  return refuse(L, "too many results to resume"), FAILED;
}

/* Lua leaves a C function LUA_MINSTACK free slots; the callers here use at most four. */
#define RESULTS_WITHOUT_CHECK (LUA_MINSTACK - 4)

/* Runs the child and moves its results to L. Returns a count of results, or -1 with the error on top of L. The last
 * value, PASSED_ON, asks the caller to yield outwards. */
HOT int resume_child(lua_State *L, guard_state *g, lua_State *co, int arguments) {
  int results = 0;
  switch (run_child(L, g, co, arguments, &results)) {
    case PASSED: guard_freeze(co); return PASSED_ON;
    case ENDED_BADLY: lua_xmove(co, L, 1); return FAILED;
    default: break;
  }
  if (results > RESULTS_WITHOUT_CHECK && !lua_checkstack(L, results + 1)) return too_many_results(L, co, results);
  lua_xmove(co, L, results);
  return results;
}

static int is_suspended(lua_State *L, lua_State *co) {
  return status_of(L, co)[0] == 's';
}

static int cannot_resume(lua_State *L, lua_State *co) {
  const char *dead = "cannot resume dead coroutine", *busy = "cannot resume non-suspended coroutine";
  return refuse(L, status_of(L, co)[0] == 'd' ? dead : busy), FAILED;
}

/* Checks and moves the arguments, as the first step of a resume. Returns -1 with a message on top. */
HOT int begin_resume(lua_State *L, lua_State *co, int arguments) {
  guard_check_stack(L);
  if (arguments > 0 && !lua_checkstack(co, arguments)) return refuse(L, "too many arguments to resume"), FAILED;
  int can_run = lua_status(co) == LUA_YIELD ? !guard_is_frozen(co) : is_suspended(L, co);
  if (__builtin_expect(!can_run, 0)) return cannot_resume(L, co);
  if (arguments > 0) lua_xmove(L, co, arguments);
  return resume_child(L, guard_of(L), co, arguments);
}

static int continue_child(lua_State *L, lua_State *co) {
  guard_disarm(co);
  return resume_child(L, guard_of(L), co, 0);
}

/* --- resume --- */

static int finish_resume(lua_State *L, lua_State *co, int results);

static int resume_again(lua_State *L, int status, lua_KContext context) {
  (void)status;
  lua_State *co = (lua_State *)context;
  return finish_resume(L, co, continue_child(L, co));
}

static int finish_resume(lua_State *L, lua_State *co, int results) {
  if (results == PASSED_ON) return lua_yieldk(L, 0, (lua_KContext)co, resume_again);
  int count = results == FAILED ? 1 : results;
  lua_pushboolean(L, results != FAILED);
  lua_insert(L, -(count + 1));
  return count + 1;
}

static int library_resume(lua_State *L) {
  lua_State *co = coroutine_at(L, 1);
  return finish_resume(L, co, begin_resume(L, co, lua_gettop(L) - 1));
}

/* --- close --- */

/* Runs pending __close handlers of the coroutine; they cannot yield. Returns 1, or 0 with the error on top of L. */
static int close_child(lua_State *L, lua_State *co) {
  guard_state *g = guard_of(L);
  guard_check_stack(L);
  guard_link link = {.parent = L, .up = g->links};
  g->rooted++;
  g->links = &link;
  g->current = co;
  if (g->slice_over || g->flags.urgent) guard_arm(co);
  int status = lua_resetthread(co);
  g->current = L;
  g->links = link.up;
  g->rooted--;
  guard_disarm(co);
  if (g->slice_over || g->flags.urgent) guard_arm(L);
  if (status == LUA_OK) return 1;
  lua_xmove(co, L, 1);
  return 0;
}

static int library_close(lua_State *L) {
  lua_State *co = coroutine_at(L, 1);
  const char *status = status_of(L, co);
  if (status[0] != 'd' && status[0] != 's') return luaL_error(L, "cannot close a %s coroutine", status);
  if (close_child(L, co)) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

/* --- wrap --- */

static int finish_wrap(lua_State *L, lua_State *co, int results);

static int wrap_again(lua_State *L, int status, lua_KContext context) {
  (void)status;
  lua_State *co = (lua_State *)context;
  return finish_wrap(L, co, continue_child(L, co));
}

static int raise_from(lua_State *L, lua_State *co) {
  int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD) {
    if (!close_child(L, co)) lua_remove(L, -2); /* the error of closing takes the place of the first */
  }
  if (lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int finish_wrap(lua_State *L, lua_State *co, int results) {
  if (results == PASSED_ON) return lua_yieldk(L, 0, (lua_KContext)co, wrap_again);
  return results == FAILED ? raise_from(L, co) : results;
}

static int call_wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  return finish_wrap(L, co, begin_resume(L, co, lua_gettop(L)));
}

static int library_create(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *co = lua_newthread(L);
  guard_disarm(co); /* a new thread inherits the hook of its maker, which may be armed */
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  return 1;
}

static int library_wrap(lua_State *L) {
  library_create(L);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

/* --- other functions --- */

static int is_task(lua_State *L) {
  guard_task *task = guard_of(L)->task;
  return task != NULL && task->thread == L;
}

static int library_yield(lua_State *L) {
  if (is_task(L)) return luaL_error(L, "attempt to yield from outside a coroutine");
  return lua_yield(L, lua_gettop(L));
}

static int library_status(lua_State *L) {
  lua_pushstring(L, status_of(L, coroutine_at(L, 1)));
  return 1;
}

static int library_isyieldable(lua_State *L) {
  lua_State *co = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;
  lua_pushboolean(L, lua_isyieldable(co) && !is_task(co));
  return 1;
}

static int library_running(lua_State *L) {
  lua_pushthread(L);
  lua_pushboolean(L, is_task(L));
  return 2;
}

void guard_open_coroutine(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"create", library_create},   {"resume", library_resume},           {"running", library_running},
      {"status", library_status},   {"isyieldable", library_isyieldable}, {"wrap", library_wrap},
      {"yield", library_yield},     {"close", library_close},             {NULL, NULL}};
  luaL_newlib(L, functions);
  guard_register_library(L, LUA_COLIBNAME);
  lua_setglobal(L, "coroutine");
}
