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

// Declares a table of this connection that reads the b-tree at page `root`, an index, as its rows (https://www.sqlite.org/imposter.html).
// The file is not changed. Returns SQLite's code.
static inline int grappe_impersonate(sqlite3 *connection, int root, const char *definition) {
  sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, connection, "main", 1, root);
  int code = sqlite3_exec(connection, definition, 0, 0, 0);
  sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, connection, "main", 0, 0);
  return code;
}

// Makes the connection read its schema again, which drops these tables.
static inline void grappe_end_impersonation(sqlite3 *connection) {
  sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, connection, "main", 0, 1);
}

// Returns the interface of FTS5 of this connection (https://www.sqlite.org/fts5.html#extending_fts5); a null pointer without FTS5.
static inline fts5_api *grappe_fts5(sqlite3 *connection) {
  fts5_api *api = 0;
  sqlite3_stmt *statement = 0;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, 0) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", 0);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}
