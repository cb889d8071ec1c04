/* Chunks: text only, of bounded size, read in small pieces so that the parser can be stopped between them. */
#include <stdbool.h>
#include <string.h>
#include "guard_state.h"

#define PIECE_BYTES 512

typedef struct text { const char *next; size_t left; } text;

static const char *read_text(lua_State *L, void *context, size_t *size) {
  text *source = context;
  guard_poll(L);
  *size = source->left < PIECE_BYTES ? source->left : PIECE_BYTES;
  const char *piece = source->next;
  source->next += *size;
  source->left -= *size;
  return *size == 0 ? NULL : piece;
}

static int load_text(lua_State *L, const char *source, size_t length, const char *chunk_name, const char *mode) {
  if (length > GUARD_SOURCE_BYTES_MAX) {
    lua_pushfstring(L, "chunk too large: %d bytes at most", GUARD_SOURCE_BYTES_MAX);
    return LUA_ERRSYNTAX;
  }
  text reader = {source, length};
  return lua_load(L, read_text, &reader, chunk_name, mode);
}

int guard_load_text(guard_state *state, lua_State *L, const char *source, size_t length, const char *chunk_name) {
  (void)state;
  return load_text(L, source, length, chunk_name, "t");
}

static int chunk_done(lua_State *L, int status, lua_KContext context) {
  (void)status;
  return lua_gettop(L) - (int)context;
}

static int run_chunk(lua_State *L) {
  size_t length;
  const char *source = luaL_checklstring(L, 1, &length);
  const char *name = luaL_checkstring(L, 2);
  if (guard_load_text(guard_of(L), L, source, length, name) != LUA_OK) return lua_error(L);
  lua_insert(L, 3);
  lua_pushnil(L);
  lua_replace(L, 1); /* the source is not needed any more */
  lua_callk(L, lua_gettop(L) - 3, LUA_MULTRET, 2, chunk_done);
  return chunk_done(L, LUA_OK, 2);
}

void guard_push_chunk_runner(lua_State *L) { lua_pushcfunction(L, run_chunk); }

/* --- load --- */

typedef struct pieces { size_t total; int function; int kept; } pieces;

/* Calls the plugin's function for the next piece; the string is kept on the stack, and the values below it do not
 * move. */
static const char *read_function(lua_State *L, void *context, size_t *size) {
  pieces *source = context;
  luaL_checkstack(L, 2, "too many nested functions");
  guard_poll(L);
  lua_pushvalue(L, source->function);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    *size = 0;
    return NULL;
  }
  if (lua_type(L, -1) != LUA_TSTRING && lua_type(L, -1) != LUA_TNUMBER)
    luaL_error(L, "reader function must return a string");
  lua_replace(L, source->kept);
  const char *piece = lua_tolstring(L, source->kept, size);
  source->total += *size;
  if (source->total > GUARD_SOURCE_BYTES_MAX)
    luaL_error(L, "chunk too large: %d bytes at most", GUARD_SOURCE_BYTES_MAX);
  return piece;
}

static int load_function(lua_State *L, const char *chunk_name, const char *mode) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 5);
  pieces reader = {0, 1, 5};
  return lua_load(L, read_function, &reader, chunk_name, mode);
}

/* Refuses a mode without `t`, as bytecode is never loaded; the message still shows the given mode. */
static int refuse_mode(lua_State *L, const char *mode) {
  const char *kind = strstr(lua_tostring(L, -1), "binary") != NULL ? "binary" : "text";
  lua_pushfstring(L, "attempt to load a %s chunk (mode is '%s')", kind, mode);
  return LUA_ERRSYNTAX;
}

static int load_from(lua_State *L, const char *text, size_t length, const char *mode) {
  const char *name = luaL_optstring(L, 2, text != NULL ? text : "=(load)");
  bool admits_text = strchr(mode, 't') != NULL;
  const char *admitted = admits_text ? "t" : "";
  int status = text != NULL ? load_text(L, text, length, name, admitted) : load_function(L, name, admitted);
  return status == LUA_ERRSYNTAX && !admits_text ? refuse_mode(L, mode) : status;
}

static int library_load(lua_State *L) {
  size_t length = 0;
  const char *text = lua_tolstring(L, 1, &length);
  const char *mode = luaL_optstring(L, 3, "t");
  int has_environment = !lua_isnone(L, 4);
  int status = load_from(L, text, length, mode);
  if (status != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (has_environment) {
    lua_pushvalue(L, 4);
    if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  }
  return 1;
}

void guard_push_load(lua_State *L) { lua_pushcfunction(L, library_load); }
