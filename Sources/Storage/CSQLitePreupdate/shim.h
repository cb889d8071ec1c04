// The hook that tells a row's values before and after each change (sqlite3_preupdate_hook). Debian compiles it in;
// the header shows it only when asked. The session extension, which rests on it, is no use here: it refuses tables with
// generated columns (SQLITE_SCHEMA, up to 3.40 at least), and the entities have such columns.
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK
#endif
#include <sqlite3.h>

// sqlite3_db_config takes variable arguments, which Swift cannot give.
static inline int grappe_enable_triggers(sqlite3 *connection, int isEnabled) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, isEnabled, (int *)0);
}
