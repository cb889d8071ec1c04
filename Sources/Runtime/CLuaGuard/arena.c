/* Under AddressSanitizer every block is a large one, so that malloc's checks cover each of them. */
#include "arena.h"
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_CHECKED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_CHECKED 1
#endif
#endif
#ifndef ARENA_CHECKED
#define ARENA_CHECKED 0
#endif

#define CHUNK_FIRST (32 * 1024)
#define CHUNK_MAX (256 * 1024)

static inline int is_small(size_t size) { return !ARENA_CHECKED && size <= ARENA_SMALL_MAX; }
static inline size_t class_of(size_t size) { return (size + ARENA_GRAIN - 1) / ARENA_GRAIN - 1; }

void arena_open(guard_arena *arena, volatile int *pin) {
  memset(arena, 0, sizeof *arena);
  arena->large.next = arena->large.previous = &arena->large;
  arena->pin = pin;
}

void arena_close(guard_arena *arena) {
  for (arena_chunk *chunk = arena->chunks, *next; chunk != NULL; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  for (arena_large *block = arena->large.next, *next; block != &arena->large; block = next) {
    next = block->next;
    free(block);
  }
}

static void link_large(guard_arena *arena, arena_large *block) {
  block->next = arena->large.next;
  block->previous = &arena->large;
  arena->large.next->previous = block;
  arena->large.next = block;
}

static void *get_large(guard_arena *arena, size_t size) {
  if (size > (size_t)-1 - sizeof(arena_large)) return NULL;
  ++*arena->pin;
  arena_large *block = malloc(sizeof *block + size);
  if (block != NULL) link_large(arena, block);
  --*arena->pin;
  return block == NULL ? NULL : block + 1;
}

static void put_large(guard_arena *arena, void *memory) {
  arena_large *block = (arena_large *)memory - 1;
  ++*arena->pin;
  block->previous->next = block->next;
  block->next->previous = block->previous;
  free(block);
  --*arena->pin;
}

static void *resize_large(guard_arena *arena, void *memory, size_t size) {
  if (size > (size_t)-1 - sizeof(arena_large)) return NULL;
  ++*arena->pin;
  arena_large *old = (arena_large *)memory - 1;
  arena_large *block = realloc(old, sizeof *block + size);
  if (block != NULL) {
    block->previous->next = block;
    block->next->previous = block;
  }
  --*arena->pin;
  return block == NULL ? NULL : block + 1;
}

/* Adds the rest of the old chunk to the free lists, so that no memory is lost. */
static void spend_rest(guard_arena *arena) {
  while ((size_t)(arena->bump_end - arena->bump) >= ARENA_GRAIN) {
    size_t rest = (size_t)(arena->bump_end - arena->bump);
    size_t size = rest < ARENA_SMALL_MAX ? rest : ARENA_SMALL_MAX;
    arena_put(arena, arena->bump, size);
    arena->bump += size;
  }
}

static int add_chunk(guard_arena *arena) {
  size_t size = arena->chunks == NULL ? CHUNK_FIRST : arena->chunks->size * 2;
  if (size > CHUNK_MAX) size = CHUNK_MAX;
  spend_rest(arena);
  ++*arena->pin;
  arena_chunk *chunk = malloc(size);
  if (chunk != NULL) {
    *chunk = (arena_chunk){.next = arena->chunks, .size = size};
    arena->chunks = chunk;
    arena->chunk_bytes += size;
    arena->bump = (char *)chunk + ARENA_GRAIN;
    arena->bump_end = (char *)chunk + size;
  }
  --*arena->pin;
  return chunk != NULL;
}

void *arena_get(guard_arena *arena, size_t size) {
  if (!is_small(size)) return get_large(arena, size);
  size_t class = class_of(size);
  arena_free *block = arena->free[class];
  if (block != NULL) {
    arena->free[class] = block->next;
    return block;
  }
  size_t rounded = (class + 1) * ARENA_GRAIN;
  if ((size_t)(arena->bump_end - arena->bump) < rounded && !add_chunk(arena)) return NULL;
  void *fresh = arena->bump;
  arena->bump += rounded;
  return fresh;
}

void arena_put(guard_arena *arena, void *block, size_t size) {
  if (!is_small(size)) {
    put_large(arena, block);
    return;
  }
  arena_free *freed = block;
  size_t class = class_of(size);
  freed->next = arena->free[class];
  arena->free[class] = freed;
}

void *arena_resize(guard_arena *arena, void *block, size_t old_size, size_t new_size) {
  if (!is_small(old_size) && !is_small(new_size)) return resize_large(arena, block, new_size);
  if (is_small(old_size) && is_small(new_size) && class_of(old_size) == class_of(new_size)) return block;
  void *moved = arena_get(arena, new_size);
  if (moved == NULL) return NULL;
  memcpy(moved, block, old_size < new_size ? old_size : new_size);
  arena_put(arena, block, old_size);
  return moved;
}
