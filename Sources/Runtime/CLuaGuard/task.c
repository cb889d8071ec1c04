/* The record of one invocation: its limits, its use, and whether it is killed. */
#include <stdlib.h>
#include "guard_state.h"

guard_task *guard_task_new(void *context, int64_t cpu_ns_max) {
  guard_task *task = calloc(1, sizeof *task);
  if (task == NULL) return NULL;
  task->context = context;
  task->cpu_ns_max = cpu_ns_max;
  return task;
}

void guard_task_free(guard_task *task) { free(task); }
void guard_task_set_context(guard_task *task, void *context) { task->context = context; }
void *guard_task_context(const guard_task *task) { return task->context; }
lua_State *guard_task_thread(const guard_task *task) { return task->thread; }
int64_t guard_task_cpu_ns(const guard_task *task) { return task->cpu_ns; }
int guard_task_anchor(const guard_task *task) { return task->anchor; }

int guard_task_kill(guard_task *task, int limit, int64_t maximum, int64_t used) {
  int none = GUARD_LIMIT_NONE;
  if (!atomic_compare_exchange_strong(&task->kill, &none, -1)) return 0;
  task->kill_maximum = maximum;
  task->kill_used = used;
  atomic_store(&task->kill, limit);
  return 1;
}

int guard_task_is_stopping(const guard_task *task) { return guard_task_is_killed(task); }

/* Waits until the details of a kill are complete: its writer, on another processor, may be between two stores. */
static int settled_kill(const guard_task *task) {
  int limit;
  do limit = atomic_load(&task->kill);
  while (limit < 0);
  return limit;
}

int guard_task_kill_reason(const guard_task *task, int64_t *maximum, int64_t *used) {
  int limit = settled_kill(task);
  if (limit == GUARD_LIMIT_NONE) return limit;
  *maximum = task->kill_maximum;
  *used = task->kill_used;
  return limit;
}
