/* Worker threads: the slice timer, its signal, and the actions allowed in the handler.
 *
 * The timer is one-shot on the monotonic clock (the thread's processor clock only fires on kernel ticks of 4 ms); the
 * handler reads the thread's processor time and rearms the timer while the slice is not used up. It then does the same
 * as Lua's own `lua` program on Ctrl-C: installs a count hook. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "guard_state.h"
#include "slice.h"

#define SLICE_SIGNAL (SIGRTMIN + 4)
/* A killed task that has reached no instruction and no poll after this time is left by a jump. */
#define STUCK_NS (40 * 1000 * 1000)
#define TICK_MAX_NS (10 * 1000 * 1000)
#define TICK_MIN_NS (100 * 1000)
/* Used when the system does not report the size of a stack. */
#define ASSUMED_STACK_BYTES (4 * 1024 * 1024)
#define SLACK_NS (50 * 1000)
/* A slice that took no longer by the monotonic clock is charged by that clock: reading the thread's own is a system
 * call. */
#define BRIEF_NS (50 * 1000)

static __thread guard_worker *volatile this_worker __attribute__((tls_model("initial-exec")));

static int64_t nanoseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int64_t guard_thread_cpu_ns(void) { return nanoseconds(CLOCK_THREAD_CPUTIME_ID); }
int64_t guard_monotonic_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }

static void set_timer(guard_worker *worker, int64_t delay_ns) {
  worker->armed_until_ns = guard_monotonic_ns() + delay_ns;
  struct itimerspec when = {.it_value = {.tv_sec = delay_ns / 1000000000, .tv_nsec = delay_ns % 1000000000}};
  timer_settime(worker->timer, 0, &when, NULL);
}

static int64_t at_least(int64_t value, int64_t least) { return value < least ? least : value; }

static int64_t first_delay(const guard_worker *worker, const guard_task *task) {
  int64_t delay = worker->slice_ns;
  if (task->cpu_ns_max > 0 && task->cpu_ns_max - task->cpu_ns < delay) delay = task->cpu_ns_max - task->cpu_ns;
  return at_least(delay, TICK_MIN_NS);
}

static void unblock_signal(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SLICE_SIGNAL);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

/* Jumps out of the interpreter when a kill had no effect for a while, as deep in C. The memory is freed with the
 * state. */
static void leave_if_stuck(guard_state *g) {
  int64_t now = guard_monotonic_ns();
  if (g->kill_seen_ns == 0) g->kill_seen_ns = now;
  if (now - g->kill_seen_ns < STUCK_NS || !g->can_escape || g->pinned != 0) return;
  g->frame_count = 0;
  unblock_signal();
  guard_escape(g);
}

static void check_cpu(guard_task *task, int64_t slice_cpu) {
  int64_t used = task->cpu_ns + slice_cpu;
  if (task->cpu_ns_max > 0 && used >= task->cpu_ns_max)
    guard_task_kill(task, GUARD_LIMIT_CPU, task->cpu_ns_max, used);
}

static int64_t interrupt(guard_worker *worker, guard_state *g, int64_t slice_cpu) {
  guard_task *task = g->task;
  check_cpu(task, slice_cpu);
  int killed = guard_task_is_killed(task);
  if (!killed && slice_cpu < worker->slice_ns - SLACK_NS) return at_least(worker->slice_ns - slice_cpu, TICK_MIN_NS);
  if (killed) __atomic_fetch_or(&g->flags.urgent, GUARD_URGENT_KILL, __ATOMIC_RELAXED);
  /* The second tick in one slice: the task is in C code, where the next poll passes on the permit. */
  if (g->slice_over) __atomic_fetch_or(&g->flags.urgent, GUARD_URGENT_SLICE, __ATOMIC_RELAXED);
  g->slice_over = 1;
  guard_arm(g->current);
  if (killed) leave_if_stuck(g);
  return worker->slice_ns < TICK_MAX_NS ? at_least(worker->slice_ns, TICK_MIN_NS) : TICK_MAX_NS;
}

static void on_slice(int signal) {
  (void)signal;
  int saved = errno;
  guard_worker *worker = this_worker;
  guard_state *g = worker == NULL ? NULL : worker->running;
  if (worker != NULL) worker->armed_until_ns = 0;
  if (g != NULL) set_timer(worker, interrupt(worker, g, guard_worker_slice_cpu(worker)));
  errno = saved;
}

static void install_signal(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_slice;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SLICE_SIGNAL, &action, NULL);
}

static char *stack_low(void) {
  pthread_attr_t attributes;
  void *low = NULL;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0)
    return (char *)__builtin_frame_address(0) - ASSUMED_STACK_BYTES;
  pthread_attr_getstack(&attributes, &low, &size);
  pthread_attr_destroy(&attributes);
  return low;
}

void guard_worker_discard_idle_time(guard_worker *worker) {
  worker->slice_cpu_start = guard_thread_cpu_ns();
  worker->slice_start_ns = guard_monotonic_ns();
}

guard_worker *guard_worker_open(int64_t slice_ns) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install_signal);
  guard_worker *worker = calloc(1, sizeof *worker);
  if (worker == NULL) return NULL;
  worker->slice_ns = slice_ns;
  worker->thread_id = (pid_t)syscall(SYS_gettid);
  worker->stack_low = stack_low();
  guard_worker_discard_idle_time(worker);
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SLICE_SIGNAL;
  event._sigev_un._tid = worker->thread_id;
  if (timer_create(CLOCK_MONOTONIC, &event, &worker->timer) != 0) {
    free(worker);
    return NULL;
  }
  this_worker = worker;
  unblock_signal();
  return worker;
}

void guard_worker_set_slice(guard_worker *worker, int64_t slice_ns) { worker->slice_ns = slice_ns; }

void guard_worker_close(guard_worker *worker) {
  this_worker = NULL;
  timer_delete(worker->timer);
  free(worker);
}

void guard_worker_check_task(guard_worker *worker) {
  syscall(SYS_tgkill, getpid(), worker->thread_id, SLICE_SIGNAL);
}

int64_t guard_worker_slice_cpu(const guard_worker *worker) { return guard_thread_cpu_ns() - worker->slice_cpu_start; }

void guard_worker_set_park(guard_worker *worker, guard_park park, void *context) {
  worker->park = park;
  worker->park_context = context;
}

/* Whether the armed timer fires soon enough. Setting a timer costs a system call, more than all the rest of a switch:
 * one that fires in time is kept, and its handler computes the rest of the new slice. */
static int fires_in_time(const guard_worker *worker, int64_t delay_ns) {
  int64_t until = worker->armed_until_ns;
  return until != 0 && until <= guard_monotonic_ns() + delay_ns;
}

/* Charges the scheduler's time between two slices to the second one, which saves reading the clock again. */
void slice_begin(guard_worker *worker, guard_state *g) {
  int64_t delay_ns = first_delay(worker, g->task);
  atomic_signal_fence(memory_order_seq_cst);
  /* Before the timer: a signal without a running task would not set it again. */
  worker->running = g;
  atomic_signal_fence(memory_order_seq_cst);
  if (!fires_in_time(worker, delay_ns)) set_timer(worker, delay_ns);
}

/* Estimates the processor time since the last slice. It is at most the time on the clock, and a thread that was off
 * the processor was so for longer than BRIEF_NS. An overcharge of a brief slice is corrected at the next reading, so
 * the sum stays exact. */
static int64_t cpu_since_last_end(const guard_worker *worker, int64_t passed_ns) {
  if (passed_ns <= BRIEF_NS) return passed_ns;
  return at_least(guard_worker_slice_cpu(worker), 0);
}

void slice_end(guard_worker *worker, guard_state *g) {
  worker->running = NULL;
  atomic_signal_fence(memory_order_seq_cst);
  int64_t now = guard_monotonic_ns();
  int64_t used = cpu_since_last_end(worker, now - worker->slice_start_ns);
  g->task->cpu_ns += used;
  worker->slice_cpu_start += used;
  worker->slice_start_ns = now;
}

void slice_renew(guard_worker *worker, guard_state *g) {
  slice_end(worker, g);
  g->slice_over = 0;
  if (worker->park != NULL) worker->park(worker->park_context);
  slice_begin(worker, g);
}
