/* Host functions: C closures over a box that keeps the host's object alive. The host returns a code; C raises, yields
 * or jumps only after that (the frame rule). */
#include <stdio.h>
#include <string.h>
#include "guard_state.h"
#include "print_table.h"

static const char box_metatable = 0;

static int collect_box(lua_State *L) {
  guard_box *box = lua_touserdata(L, 1);
  if (box == NULL || box->release == NULL) return 0;
  guard_state *g = guard_of(L);
  if (box->previous != NULL) box->previous->next = box->next;
  else g->boxes = box->next;
  if (box->next != NULL) box->next->previous = box->previous;
  guard_release release = box->release;
  box->release = NULL;
  g->pinned++;
  release(box->context);
  g->pinned--;
  return 0;
}

static void push_box(lua_State *L, guard_entry entry, void *context, guard_release release) {
  guard_state *g = guard_of(L);
  guard_box *box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = (guard_box){.entry = entry, .context = context, .release = release, .next = g->boxes};
  if (g->boxes != NULL) g->boxes->previous = box;
  g->boxes = box;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &box_metatable) == LUA_TNIL) {
    lua_settop(L, -2);
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, collect_box);
    lua_setfield(L, -2, "__gc");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &box_metatable);
  }
  lua_setmetatable(L, -2);
}

static int call_box(lua_State *L);

static int call_box_again(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  guard_state *g = guard_of(L);
  g->resumed = 1;
  int results = call_box(L);
  return results;
}

static int wait_for_host(lua_State *L, guard_state *g) {
  if (!guard_wants_yield(g, L))
    return luaL_error(L, "cannot wait here: inside a sort comparison, a gsub replacement or another call made by C");
  g->passing = PASSING_WAIT;
  return lua_yieldk(L, 0, 0, call_box_again);
}

static int after_call(lua_State *L, int status, lua_KContext below) {
  (void)status;
  return lua_gettop(L) - (int)below;
}

/* Calls the function on top with its arguments; its results become the results of the host function. */
static int call_for_host(lua_State *L, guard_state *g) {
  int arguments = g->call_count;
  int below = lua_gettop(L) - arguments - 1;
  lua_callk(L, arguments, LUA_MULTRET, below, after_call);
  return after_call(L, LUA_OK, below);
}

static int answer(lua_State *L, guard_state *g, int code) {
  switch (code) {
    case GUARD_ANSWER_ERROR:
      luaL_where(L, 1);
      lua_insert(L, -2);
      lua_concat(L, 2);
      return lua_error(L);
    case GUARD_ANSWER_RAISE: return lua_error(L);
    case GUARD_ANSWER_WAIT: return wait_for_host(L, g);
    case GUARD_ANSWER_CALL: return call_for_host(L, g);
    default: return luaL_error(L, "the host function answered with an unknown code");
  }
}

static inline int enter_box(lua_State *L, guard_state *g, const guard_box *box) {
  g->pinned++;
  int code = box->entry(box->context, L);
  g->pinned--;
  g->resumed = 0;
  if (g->call_bytes != 0 || g->collected) guard_release_call_memory(g);
  if (g->task != NULL && __builtin_expect(guard_task_is_killed(g->task), 0))
    __atomic_fetch_or(&g->flags.urgent, GUARD_URGENT_KILL, __ATOMIC_RELAXED);
  if (__builtin_expect(g->flags.urgent, 0)) guard_attend(L);
  return code;
}

static int call_box(lua_State *L) {
  guard_state *g = guard_of(L);
  const guard_box *box = lua_touserdata(L, lua_upvalueindex(1));
  int code = enter_box(L, g, box);
  return __builtin_expect(code >= 0, 1) ? code : answer(L, g, code);
}

/* Outside of a task there is no limit, so opening a sandbox never jumps. */
void guard_push_host_function(lua_State *L, guard_entry entry, void *context, guard_release release) {
  push_box(L, entry, context, release);
  lua_pushcclosure(L, call_box, 1);
}

static int print_values(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, '\t');
    if (guard_shows_contents(L, i)) guard_push_contents(L, i);
    else guard_tolstring(L, i, NULL);
    luaL_addvalue(&line);
    guard_poll(L);
  }
  luaL_pushresult(&line);
  lua_replace(L, 1);
  lua_settop(L, 1);
  return call_box(L);
}

static int print_line(lua_State *L) {
  if (lua_gettop(L) == 0) lua_pushliteral(L, "");
  return print_values(L);
}

static int warn_values(lua_State *L) {
  int count = lua_gettop(L);
  luaL_checkstring(L, 1);
  for (int i = 2; i <= count; i++) luaL_checkstring(L, i);
  lua_concat(L, count);
  return lua_tostring(L, 1)[0] == '@' ? 0 : call_box(L);
}

void guard_push_print(lua_State *L, guard_entry entry, void *context, guard_release release) {
  push_box(L, entry, context, release);
  lua_pushcclosure(L, print_line, 1);
}

void guard_push_warn(lua_State *L, guard_entry entry, void *context, guard_release release) {
  push_box(L, entry, context, release);
  lua_pushcclosure(L, warn_values, 1);
}

/* --- require: upvalues are the box, the modules loaded (by calling bundle and name, and by chunk name), and the chunk names
 * being loaded. On the stack: 1 the name, 2 the calling bundle, 3 the key of both, 4 the source, 5 the chunk name --- */

#define CALLER_FRAMES_MAX 16

/* Pushes the bundle whose code calls require: `europe` of a chunk named `@europe/lib/rows.lua`, "" where there is none. Skips C
 * functions, such as pcall, and chunks loaded from a string. */
static void push_calling_bundle(lua_State *L) {
  lua_Debug frame;
  for (int level = 1; level <= CALLER_FRAMES_MAX && lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "S", &frame);
    const char *slash = *frame.source == '@' ? strchr(frame.source, '/') : NULL;
    if (slash == NULL) continue;
    lua_pushlstring(L, frame.source + 1, (size_t)(slash - frame.source - 1));
    return;
  }
  lua_pushliteral(L, "");
}

static void push_key(lua_State *L) {
  lua_pushvalue(L, 2);
  lua_pushliteral(L, ":");
  lua_pushvalue(L, 1);
  lua_concat(L, 3);
}

/* Sets a field of a table among the upvalues to the value on top, and pops that. */
static void set_upvalue_field(lua_State *L, int upvalue, int key) {
  lua_pushvalue(L, key);
  lua_insert(L, -2);
  lua_rawset(L, lua_upvalueindex(upvalue));
}

/* Keeps the module's value, at 6, for the chunk and for this caller's name of it. */
static int keep_module(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  lua_settop(L, 6);
  if (lua_isnil(L, 6)) {
    lua_pushboolean(L, 1);
    lua_replace(L, 6);
  }
  lua_pushvalue(L, 6);
  set_upvalue_field(L, 2, 5);
  lua_pushvalue(L, 6);
  set_upvalue_field(L, 2, 3);
  lua_pushnil(L);
  set_upvalue_field(L, 3, 5);
  return 1;
}

/* Asks the host, and leaves the module's source and chunk name at 4 and 5. */
static void find_module(lua_State *L) {
  guard_state *g = guard_of(L);
  int code = enter_box(L, g, lua_touserdata(L, lua_upvalueindex(1)));
  if (code < 0) answer(L, g, code);
  if (code != 2) luaL_error(L, "module '%s' not found in this bundle", lua_tostring(L, 1));
}

/* Compiles the module at 4, and leaves its function at 6. */
static void compile_module(lua_State *L) {
  size_t length;
  const char *source = lua_tolstring(L, 4, &length);
  lua_pushfstring(L, "@%s", lua_tostring(L, 5));
  if (guard_load_text(guard_of(L), L, source, length, lua_tostring(L, 6)) != LUA_OK) lua_error(L);
  lua_replace(L, 6);
  lua_pushnil(L);
  lua_replace(L, 4); /* the source is not needed any more */
}

static int require_module(lua_State *L) {
  luaL_checkstring(L, 1);
  lua_settop(L, 1);
  push_calling_bundle(L);
  push_key(L);
  lua_pushvalue(L, 3);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) return 1;
  lua_settop(L, 3);
  find_module(L);
  lua_pushvalue(L, 5);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) return keep_module(L, LUA_OK, 0);
  lua_settop(L, 5);
  lua_pushvalue(L, 5);
  if (lua_rawget(L, lua_upvalueindex(3)) != LUA_TNIL)
    return luaL_error(L, "module '%s' requires itself, directly or through another", lua_tostring(L, 1));
  lua_settop(L, 5);
  compile_module(L);
  lua_pushboolean(L, 1);
  set_upvalue_field(L, 3, 5);
  lua_pushvalue(L, 1);
  lua_callk(L, 1, 1, 0, keep_module);
  return keep_module(L, LUA_OK, 0);
}

void guard_push_require(lua_State *L, guard_entry entry, void *context, guard_release release) {
  push_box(L, entry, context, release);
  lua_createtable(L, 0, 4);
  lua_createtable(L, 0, 4);
  lua_pushcclosure(L, require_module, 3);
}

void guard_enter_host(guard_state *state) { state->pinned++; }
void guard_leave_host(guard_state *state) { state->pinned--; }
void guard_set_call_count(lua_State *L, int arguments) { guard_of(L)->call_count = arguments; }
int guard_is_resumed(lua_State *L) { return guard_of(L)->resumed; }
