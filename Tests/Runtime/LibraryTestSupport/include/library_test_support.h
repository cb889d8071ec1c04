#ifndef LIBRARY_TEST_SUPPORT_H
#define LIBRARY_TEST_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>

/// The origin of a test state's string, table and utf8.
typedef enum {
  LIBRARY_TEST_STOCK, /* liblua's */
  LIBRARY_TEST_OWN    /* the ones under test */
} LibraryTestKind;

/// The result of running a chunk. Release it with `library_test_free`.
typedef struct {
  char *transcript;  /* what the chunk gave to `emit`, one line a call, ended by a zero */
  char *error;       /* the message the chunk ended with, or NULL when it ended well */
  long polls;        /* how often the library looked at the kill flag */
  long polls_late;   /* how often it came back to look after it had been told to stop */
  size_t bytes_left; /* what was not freed with the state */
} LibraryTestRun;

/// Runs the Lua file at `path` in a new state. When `polls_max` is not negative, polls are counted from the chunk's call of `arm`
/// on; beyond that number the task counts as killed, and every poll raises "killed".
LibraryTestRun library_test_run_file(LibraryTestKind kind, const char *path, long polls_max);

/// Runs Lua source in the same way.
LibraryTestRun library_test_run(LibraryTestKind kind, const char *source, long polls_max);

void library_test_free(LibraryTestRun *run);

#endif
