/* Tracebacks in the plugin's own chunk names, copied into fixed buffers: nothing here allocates. */
#include <string.h>
#include "guard_state.h"

static void copy(char *to, size_t size, const char *from) {
  size_t length = from == NULL ? 0 : strlen(from);
  /* Cut at the start of a character, not in its middle. */
  if (length >= size)
    for (length = size - 1; length > 0 && ((unsigned char)from[length] & 0xC0) == 0x80; length--) {}
  memcpy(to, from == NULL ? "" : from, length);
  to[length] = '\0';
}

static void add_frame(guard_state *g, const lua_Debug *info) {
  if (g->frame_count >= GUARD_FRAMES_MAX) return;
  guard_frame *frame = &g->frames[g->frame_count++];
  int named = info->source != NULL && (info->source[0] == '@' || info->source[0] == '=');
  frame->line = info->currentline;
  copy(frame->chunk, sizeof frame->chunk, named ? info->source + 1 : info->short_src);
  copy(frame->name, sizeof frame->name, info->what[0] == 'm' ? "main chunk" : info->name);
}

static void capture_coroutine(guard_state *g, lua_State *L) {
  lua_Debug info;
  for (int level = 0; g->frame_count < GUARD_FRAMES_MAX && lua_getstack(L, level, &info); level++) {
    lua_getinfo(L, "Sln", &info);
    if (level > 0 || info.what[0] != 'C' || info.name != NULL) add_frame(g, &info);
  }
}

void guard_capture(guard_state *g, lua_State *L) {
  g->frame_count = 0;
  capture_coroutine(g, L);
  for (const guard_link *link = g->links; link != NULL; link = link->up) capture_coroutine(g, link->parent);
}

int guard_frames(const guard_state *state, const guard_frame **frames) {
  *frames = state->frames;
  return state->frame_count;
}
