import GRDBSQLite

/// The library of the database.
public enum StoreLibrary {
  /// The version of SQLite that the process has loaded (`sqlite3_libversion`).
  public static var version: String { String(cString: sqlite3_libversion()) }
}
