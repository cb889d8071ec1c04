// Counts the memory SQLite allocates on one thread. sqlite3_config takes variable arguments, and its allocator is called for
// every allocation, so the count is kept here. Use these from one Swift file alone: each file that calls them has counts of its
// own.
#include <sqlite3.h>
#include <stdint.h>

typedef struct grappe_memory_count {
  int is_bounded;
  int64_t taken;
  int64_t max;
  int64_t refused; // what would have been taken when memory was refused; 0 when it was not
} grappe_memory_count;

// Variables inside of functions: Swift emits those of the functions that it uses, and none at file scope.
static inline grappe_memory_count *grappe_memory(void) {
  static _Thread_local grappe_memory_count count;
  return &count;
}

static inline sqlite3_mem_methods *grappe_system_memory(void) {
  static sqlite3_mem_methods methods;
  return &methods;
}

static inline int grappe_refuses_memory(grappe_memory_count *count, int64_t bytes) {
  if (!count->is_bounded || count->taken + bytes <= count->max) return 0;
  count->refused = count->taken + bytes;
  return 1;
}

static inline void *grappe_memory_malloc(int bytes) {
  grappe_memory_count *count = grappe_memory();
  if (grappe_refuses_memory(count, bytes)) return 0;
  void *memory = grappe_system_memory()->xMalloc(bytes);
  if (count->is_bounded && memory) count->taken += grappe_system_memory()->xSize(memory);
  return memory;
}

static inline void grappe_memory_free(void *memory) {
  grappe_memory_count *count = grappe_memory();
  if (count->is_bounded && memory) count->taken -= grappe_system_memory()->xSize(memory);
  grappe_system_memory()->xFree(memory);
}

static inline void *grappe_memory_realloc(void *memory, int bytes) {
  grappe_memory_count *count = grappe_memory();
  if (!count->is_bounded) return grappe_system_memory()->xRealloc(memory, bytes);
  int former = grappe_system_memory()->xSize(memory);
  // Both old and new block may exist while the bytes are moved.
  if (grappe_refuses_memory(count, bytes > former ? bytes : 0)) return 0;
  void *moved = grappe_system_memory()->xRealloc(memory, bytes);
  if (moved) count->taken += grappe_system_memory()->xSize(moved) - former;
  return moved;
}

// Wraps SQLite's allocator with the count, before SQLite is first used. Returns SQLITE_MISUSE when it was used already.
static inline int grappe_count_memory(void) {
  int code = sqlite3_config(SQLITE_CONFIG_GETMALLOC, grappe_system_memory());
  if (code != SQLITE_OK) return code;
  sqlite3_mem_methods counted = *grappe_system_memory();
  counted.xMalloc = grappe_memory_malloc;
  counted.xFree = grappe_memory_free;
  counted.xRealloc = grappe_memory_realloc;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &counted);
}

// From here on SQLite may not allocate more than this on the calling thread.
static inline void grappe_begin_memory_bound(int64_t bytes_max) {
  *grappe_memory() = (grappe_memory_count){.is_bounded = 1, .max = bytes_max};
}

// Returns what SQLite has allocated on this thread since the limit began, less what it has freed.
static inline int64_t grappe_bounded_memory(void) {
  return grappe_memory()->taken;
}

// Ends the limit. Returns the bytes that were requested when memory was refused; 0 when it was not.
static inline int64_t grappe_end_memory_bound(void) {
  grappe_memory()->is_bounded = 0;
  return grappe_memory()->refused;
}
