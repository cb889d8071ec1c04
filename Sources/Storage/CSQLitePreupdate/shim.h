// Declares sqlite3_preupdate_hook, which reports a row's values before and after each change. Debian compiles it in; the header
// declares it only under this macro. The session extension, which is built on it, cannot be used: it refuses tables with
// generated columns (SQLITE_SCHEMA, up to 3.40 at least), and the entities have such columns.
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK
#endif
#include <sqlite3.h>

// Sets SQLITE_DBCONFIG_ENABLE_TRIGGER: Swift cannot call sqlite3_db_config, which takes variable arguments.
static inline int grappe_enable_triggers(sqlite3 *connection, int isEnabled) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, isEnabled, (int *)0);
}
