import CSQLitePreupdate

/// Records what a transaction does to rows, before and after, whoever does it: a statement or a trigger.
///
/// It follows SQLite's `sqlite3_preupdate_hook`. Only the first state and the last one of a row are kept. It belongs to one
/// connection and is used on that connection's thread of the moment.
final class RowRecorder {
  /// A row at one moment.
  struct Image: Hashable {
    /// Its number, where the table has such.
    var number: Int64?
    var values: [SQLValue]
  }

  /// What happened to one row; nil where there was, or is, none.
  struct Entry {
    let shape: Int
    let key: [SQLValue]
    var before: Image?
    var after: Image?
  }

  private struct Key: Hashable {
    let shape: Int
    let values: [SQLValue]
  }

  private let shapes: [RowShape]
  private let byTable: [String: Int]
  private var places: [Key: Int] = [:]
  private var recorded: [Entry] = []
  /// Set when SQLite would not give a value: what was recorded is then worth nothing.
  private var isIncomplete = false

  init(_ shapes: [RowShape]) {
    self.shapes = shapes
    byTable = Dictionary(uniqueKeysWithValues: shapes.enumerated().map { ($1.table, $0) })
  }

  /// The rows that differ in the end from the beginning, in the order in which they were first touched.
  /// - Throws: `StoreError.sqlite` when a value could not be had.
  func entries() throws -> [(shape: RowShape, entry: Entry)] {
    if isIncomplete { throw StoreError(.sqlite, found: "sqlite3_preupdate_hook") }
    return recorded.filter { $0.before?.values != $0.after?.values }.map { (shapes[$0.shape], $0) }
  }

  /// Makes `recorder` follow a connection, for as long as both live; nil ends it.
  static func attach(_ recorder: RowRecorder?, to connection: OpaquePointer) {
    guard let recorder else {
      sqlite3_preupdate_hook(connection, nil, nil)
      return
    }
    sqlite3_preupdate_hook(connection, { context, connection, operation, _, table, former, number in
      guard let context, let connection, let table else { return }
      Unmanaged<RowRecorder>.fromOpaque(context).takeUnretainedValue()
        .note(operation, String(cString: table), former, number, connection)
    }, Unmanaged.passUnretained(recorder).toOpaque())
  }

  /// Lets triggers of this connection run or not (`SQLITE_DBCONFIG_ENABLE_TRIGGER`).
  static func enableTriggers(_ isEnabled: Bool, on connection: OpaquePointer) {
    _ = grappe_enable_triggers(connection, isEnabled ? 1 : 0)
  }

  private func note(_ operation: CInt, _ table: String, _ former: Int64, _ number: Int64, _ connection: OpaquePointer) {
    guard let index = byTable[table] else { return }
    let shape = shapes[index]
    let before = operation == SQLITE_INSERT ? nil : image(shape, former) { sqlite3_preupdate_old(connection, $0, &$1) }
    let after = operation == SQLITE_DELETE ? nil : image(shape, number) { sqlite3_preupdate_new(connection, $0, &$1) }
    let (old, new) = (before.map { shape.key(of: $0.values) }, after.map { shape.key(of: $0.values) })
    if let old, old != new { change(Key(shape: index, values: old), from: before, to: nil) }
    if let new { change(Key(shape: index, values: new), from: old == new ? before : nil, to: after) }
  }

  private func change(_ key: Key, from before: Image?, to after: Image?) {
    if let place = places[key] { return recorded[place].after = after }
    places[key] = recorded.count
    recorded.append(Entry(shape: key.shape, key: key.values, before: before, after: after))
  }

  private func image(
    _ shape: RowShape, _ number: Int64, _ read: (Int32, inout OpaquePointer?) -> CInt
  ) -> Image {
    var values: [SQLValue] = []
    values.reserveCapacity(shape.columns.count)
    for (index, position) in shape.positions.enumerated() {
      var value: OpaquePointer?
      if read(position, &value) != SQLITE_OK { isIncomplete = true }
      values.append(shape.normal(self.value(value), at: index))
    }
    return Image(number: shape.hasRowNumber ? number : nil, values: values)
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
