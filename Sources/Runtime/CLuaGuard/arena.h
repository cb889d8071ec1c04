/* The memory of one state: small blocks in size classes cut from chunks, large ones from malloc in a list; all of it
 * can be freed at once without walking the state. Not thread-safe: a state belongs to one thread at a time. */
#ifndef GUARD_ARENA_H
#define GUARD_ARENA_H

#include <stddef.h>

#define ARENA_GRAIN 16
#define ARENA_SMALL_MAX 512
#define ARENA_CLASSES (ARENA_SMALL_MAX / ARENA_GRAIN)

typedef struct arena_free { struct arena_free *next; } arena_free;
typedef struct arena_chunk { struct arena_chunk *next; size_t size; } arena_chunk;
typedef struct arena_large { struct arena_large *next, *previous; } arena_large;

typedef struct guard_arena {
  arena_free *free[ARENA_CLASSES];
  char *bump, *bump_end;
  arena_chunk *chunks;
  arena_large large; /* head of a circular list */
  size_t chunk_bytes;
  volatile int *pin; /* raised while malloc or the lists are being worked on */
} guard_arena;

void arena_open(guard_arena *arena, volatile int *pin);
void arena_close(guard_arena *arena);
/* Returns NULL only when the system has no memory. */
void *arena_get(guard_arena *arena, size_t size);
void arena_put(guard_arena *arena, void *block, size_t size);
void *arena_resize(guard_arena *arena, void *block, size_t old_size, size_t new_size);

#endif
