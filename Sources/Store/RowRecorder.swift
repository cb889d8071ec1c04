import CSQLitePreupdate

/// Records which rows a transaction touches and what they were before, whoever does it: a statement or a trigger.
///
/// It follows SQLite's `sqlite3_preupdate_hook`. What a row is in the end is read from the table, not from the hook: a statement
/// that fails half way is taken back without a word to the hook. It belongs to one connection and is used on that connection's
/// thread of the moment.
final class RowRecorder {
  /// A row as it was when it was first touched.
  struct Image {
    /// Its number, where the table has such.
    var number: Int64?
    var values: [SQLValue]
  }

  /// What happened to one row; nil where there was, or is, none.
  struct Entry {
    let shape: RowShape
    let key: [SQLValue]
    let before: Image?
    let after: [SQLValue]?
  }

  private struct Key: Hashable {
    let shape: Int
    let values: [SQLValue]
  }

  private let shapes: [RowShape]
  private let byTable: [String: Int]
  private var touched: Set<Key> = []
  private var recorded: [(key: Key, before: Image?)] = []
  /// Set when SQLite would not give a value: what was recorded is then worth nothing.
  private var isIncomplete = false

  init(_ shapes: [RowShape]) {
    self.shapes = shapes
    byTable = Dictionary(uniqueKeysWithValues: shapes.enumerated().map { ($1.table, $0) })
  }

  /// The rows that differ in the end from the beginning, in the order in which they were first touched.
  /// - Throws: `StoreError.sqlite` when a value could not be had.
  func entries(_ connection: Connection) throws -> [Entry] {
    if isIncomplete { throw StoreError(.sqlite, found: "sqlite3_preupdate_hook") }
    return try recorded.compactMap { key, before in
      let shape = shapes[key.shape]
      let after = try shape.row(key.values, connection)
      return before?.values == after ? nil : Entry(shape: shape, key: key.values, before: before, after: after)
    }
  }

  /// Makes `recorder` follow a connection, for as long as both live; nil ends it.
  static func attach(_ recorder: RowRecorder?, to connection: OpaquePointer) {
    guard let recorder else {
      sqlite3_preupdate_hook(connection, nil, nil)
      return
    }
    sqlite3_preupdate_hook(connection, { context, connection, operation, _, table, former, _ in
      guard let context, let connection, let table else { return }
      Unmanaged<RowRecorder>.fromOpaque(context).takeUnretainedValue()
        .note(operation, String(cString: table), former, connection)
    }, Unmanaged.passUnretained(recorder).toOpaque())
  }

  /// Lets triggers of this connection run or not (`SQLITE_DBCONFIG_ENABLE_TRIGGER`).
  static func enableTriggers(_ isEnabled: Bool, on connection: OpaquePointer) {
    _ = grappe_enable_triggers(connection, isEnabled ? 1 : 0)
  }

  private func note(_ operation: CInt, _ table: String, _ former: Int64, _ connection: OpaquePointer) {
    guard let index = byTable[table] else { return }
    let shape = shapes[index]
    if operation != SQLITE_INSERT {
      let values = values(shape, Array(shape.columns.indices)) { sqlite3_preupdate_old(connection, $0, &$1) }
      touch(Key(shape: index, values: shape.key(of: values)), Image(number: shape.hasRowNumber ? former : nil, values: values))
    }
    if operation != SQLITE_DELETE {
      let key = values(shape, shape.key) { sqlite3_preupdate_new(connection, $0, &$1) }
      // A key that was touched before is already known with what it was; any other had no row.
      touch(Key(shape: index, values: key), nil)
    }
  }

  private func touch(_ key: Key, _ before: Image?) {
    if touched.insert(key).inserted { recorded.append((key, before)) }
  }

  private func values(_ shape: RowShape, _ columns: [Int], _ read: (Int32, inout OpaquePointer?) -> CInt) -> [SQLValue] {
    columns.map { column in
      var value: OpaquePointer?
      if read(shape.positions[column], &value) != SQLITE_OK { isIncomplete = true }
      return shape.normal(self.value(value), at: column)
    }
  }

  private func value(_ pointer: OpaquePointer?) -> SQLValue {
    switch sqlite3_value_type(pointer) {
    case SQLITE_INTEGER: return .integer(sqlite3_value_int64(pointer))
    case SQLITE_FLOAT: return .real(sqlite3_value_double(pointer))
    case SQLITE_TEXT:
      let start = sqlite3_value_text(pointer)
      let bytes = UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(pointer)))
      return .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_NULL: return .null
    default:
      // The tables are STRICT and hold no blobs.
      isIncomplete = true
      return .null
    }
  }
}
