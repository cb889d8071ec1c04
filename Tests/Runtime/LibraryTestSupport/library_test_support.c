#define _GNU_SOURCE /* open_memstream, strdup */

#include "library_test_support.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tested.h"

#include "guard_library.h"
#include "guard_poll.h"

/* Replaces the core's own state: each poll finds the urgent flag set and calls the counter below. */
typedef struct {
  struct guard_flags flags;
  LibraryTestRun *run;
  FILE *out;
  long polls_max;
  bool is_armed;
} TestState;

static TestState *state_of(lua_State *L) {
  return *(TestState **)lua_getextraspace(L);
}

void library_test_attend(lua_State *L) {
  TestState *state = state_of(L);
  if (!state->is_armed) return;
  state->run->polls++;
  /* Values that are not on the stack must not be in use: a full collection now and then detects that. */
  if (state->run->polls % 512 == 0) lua_gc(L, LUA_GCCOLLECT);
  if (state->polls_max < 0 || state->run->polls <= state->polls_max) return;
  state->run->polls_late = state->run->polls - state->polls_max;
  luaL_error(L, "killed");
}

uint64_t library_test_identity(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TTABLE:
    case LUA_TFUNCTION:
    case LUA_TUSERDATA:
    case LUA_TTHREAD: return (uint64_t)(uintptr_t)lua_topointer(L, index);
    default: return 0;
  }
}

const char *library_test_tolstring(lua_State *L, int index, size_t *length) {
  return luaL_tolstring(L, index, length);
}

static void write_string(FILE *out, const char *text, size_t length) {
  fputc('"', out);
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)text[i];
    if (byte < 32 || byte > 126 || byte == '"' || byte == '\\') fprintf(out, "\\x%02X", byte);
    else fputc(byte, out);
  }
  fputc('"', out);
}

static void write_value(FILE *out, lua_State *L, int index);

static void write_table(FILE *out, lua_State *L, int index) {
  luaL_checkstack(L, 4, NULL);
  fputc('{', out);
  size_t length = lua_rawlen(L, index);
  for (size_t i = 1; i <= length; i++) {
    lua_rawgeti(L, index, (lua_Integer)i);
    write_value(out, L, lua_gettop(L));
    lua_pop(L, 1);
    fputc(',', out);
  }
  fputc('}', out);
}

static void write_value(FILE *out, lua_State *L, int index) {
  size_t length;
  switch (lua_type(L, index)) {
    case LUA_TSTRING: {
      const char *text = lua_tolstring(L, index, &length);
      write_string(out, text, length);
      break;
    }
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) fprintf(out, "%lld", (long long)lua_tointeger(L, index));
      else fprintf(out, "%a", lua_tonumber(L, index));
      break;
    case LUA_TBOOLEAN: fputs(lua_toboolean(L, index) ? "true" : "false", out); break;
    case LUA_TTABLE: write_table(out, L, index); break;
    default: fputs(luaL_typename(L, index), out);
  }
}

static int emit(lua_State *L) {
  FILE *out = state_of(L)->out;
  int count = lua_gettop(L);
  for (int i = 1; i <= count; i++) {
    if (i > 1) fputc(' ', out);
    write_value(out, L, i);
  }
  fputc('\n', out);
  return 0;
}

/* Counts polls from here on. */
static int arm(lua_State *L) {
  state_of(L)->is_armed = true;
  return 0;
}

static void *counting_allocator(void *count, void *block, size_t old_size, size_t new_size) {
  size_t *bytes = count;
  if (block == NULL) old_size = 0;
  if (new_size == 0) {
    free(block);
    *bytes -= old_size;
    return NULL;
  }
  void *moved = realloc(block, new_size);
  if (moved != NULL) *bytes += new_size - old_size;
  return moved;
}

static void prepare(lua_State *L, LibraryTestKind kind) {
  luaL_openlibs(L);
  lua_register(L, "emit", emit);
  lua_register(L, "arm", arm);
  if (kind == LIBRARY_TEST_STOCK) return;
  static const char *const names[] = {LUA_STRLIBNAME, LUA_TABLIBNAME, LUA_UTF8LIBNAME};
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  for (int i = 0; i < 3; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, names[i]);
  }
  lua_pop(L, 1);
  guard_open_string(L);
  guard_open_table(L);
  guard_open_utf8(L);
}

typedef int (*Loader)(lua_State *L, const char *from);

static int load_file(lua_State *L, const char *path) {
  return luaL_loadfile(L, path);
}

static int load_source(lua_State *L, const char *source) {
  return luaL_loadbuffer(L, source, strlen(source), "=case");
}

static LibraryTestRun run(LibraryTestKind kind, const char *from, Loader load, long polls_max) {
  LibraryTestRun result = {0};
  size_t size, bytes = 0;
  TestState state = {.flags.urgent = 1, .run = &result, .polls_max = polls_max, .is_armed = polls_max < 0};
  state.out = open_memstream(&result.transcript, &size);
  lua_State *L = lua_newstate(counting_allocator, &bytes);
  *(TestState **)lua_getextraspace(L) = &state;
  prepare(L, kind);
  if (load(L, from) != LUA_OK || lua_pcall(L, 0, 0, 0) != LUA_OK) {
    result.error = strdup(lua_isstring(L, -1) ? lua_tostring(L, -1) : luaL_typename(L, -1));
  }
  lua_close(L);
  result.bytes_left = bytes;
  fclose(state.out);
  return result;
}

LibraryTestRun library_test_run_file(LibraryTestKind kind, const char *path, long polls_max) {
  return run(kind, path, load_file, polls_max);
}

LibraryTestRun library_test_run(LibraryTestKind kind, const char *source, long polls_max) {
  return run(kind, source, load_source, polls_max);
}

void library_test_free(LibraryTestRun *run) {
  free(run->transcript);
  free(run->error);
  *run = (LibraryTestRun){0};
}
