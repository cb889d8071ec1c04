import CSQLitePreupdate

/// The kind of an operation on a row.
enum RowOperation: UInt8 {
  case insert = 1
  case update, delete
}

/// Records each operation of a transaction on rows, in order, whether a statement or a trigger makes it.
///
/// It uses SQLite's `sqlite3_preupdate_hook`, which gives a row before and after each change. An inserted row is recorded by its
/// key alone, since it can be read from its table; an updated row by its changed columns, before and after; a deleted row in
/// full. A statement that fails half way is rolled back by SQLite without a call of the hook; its connection then calls
/// `truncate`.
///
/// It belongs to one connection and runs on the thread that currently uses that connection.
final class RowRecorder {
  /// One operation in `bytes`.
  struct Head {
    /// The offset of the operation.
    let offset: Int
    /// Its index in `shapes`.
    let shape: Int
    let operation: RowOperation
    /// The fingerprint of table and key, under which the row is indexed.
    let fingerprint: UInt64
  }

  let shapes: [RowShape]
  /// The operations not yet written to the file: for each the number of its shape, the kind, the key and the values.
  private(set) var bytes: [UInt8] = []
  private(set) var heads: [Head] = []
  private let byName: [UInt64: Int]
  private let seeds: [UInt64]
  /// Whether SQLite failed to give a value: the recording is then unusable.
  private(set) var isIncomplete = false

  init(_ shapes: [RowShape]) {
    self.shapes = shapes
    seeds = shapes.map { shape in shape.table.withCString(Fingerprint.of) }
    byName = Dictionary(uniqueKeysWithValues: seeds.enumerated().map { ($1, $0) })
  }

  /// The current position of the recording.
  var mark: Int { heads.count }

  /// Drops the operations recorded after a mark.
  func truncate(to mark: Int) {
    guard mark < heads.count else { return }
    bytes.removeLast(bytes.count - heads[mark].offset)
    heads.removeLast(heads.count - mark)
  }

  /// Drops everything that was written to the file.
  func clear() {
    bytes.removeAll(keepingCapacity: true)
    heads.removeAll(keepingCapacity: true)
  }

  /// Attaches `recorder` to a connection, for as long as both live; nil detaches it.
  static func attach(_ recorder: RowRecorder?, to connection: OpaquePointer) {
    guard let recorder else {
      sqlite3_preupdate_hook(connection, nil, nil)
      return
    }
    sqlite3_preupdate_hook(
      connection,
      { context, connection, operation, _, table, former, _ in
        guard let context, let connection, let table else { return }
        Unmanaged<RowRecorder>.fromOpaque(context).takeUnretainedValue().note(operation, table, former: former, connection: connection)
      }, Unmanaged.passUnretained(recorder).toOpaque())
  }

  private func note(_ operation: CInt, _ table: UnsafePointer<CChar>, former: Int64, connection: OpaquePointer) {
    guard let index = byName[Fingerprint.of(table)] else { return }
    switch operation {
    case SQLITE_INSERT: if index != 0 { noteInsert(index, connection) }
    case SQLITE_DELETE: noteDelete(index, former, connection: connection)
    default: if index != 0 { noteUpdate(index, former, connection: connection) }
    }
  }

  // MARK: One operation

  private func noteInsert(_ index: Int, _ connection: OpaquePointer) {
    let start = bytes.count
    begin(index, .insert)
    for column in shapes[index].key { append(new(column, shapes[index], connection: connection)) }
    finish(index, .insert, start: start)
  }

  private func noteDelete(_ index: Int, _ former: Int64, connection: OpaquePointer) {
    let (start, shape) = (bytes.count, shapes[index])
    begin(index, .delete)
    for column in shape.key { append(old(column, shape, connection: connection)) }
    finish(index, .delete, start: start)
    bytes.append(signed: shape.hasRowNumber ? former : 0)
    for column in shape.columns.indices { append(old(column, shape, connection: connection)) }
  }

  private func noteUpdate(_ index: Int, _ former: Int64, connection: OpaquePointer) {
    let (start, shape) = (bytes.count, shapes[index])
    for column in shape.key where !isEqual(old(column, shape, connection: connection), new(column, shape, connection: connection)) {
      noteDelete(index, former, connection: connection)
      return noteInsert(index, connection)
    }
    begin(index, .update)
    for column in shape.key { append(old(column, shape, connection: connection)) }
    finish(index, .update, start: start)
    let place = bytes.count
    bytes.append(0)
    for column in shape.columns.indices {
      let (before, after) = (old(column, shape, connection: connection), new(column, shape, connection: connection))
      if isEqual(before, after) { continue }
      bytes[place] += 1
      bytes.append(UInt8(column))
      append(before)
      append(after)
    }
    if bytes[place] == 0 { truncate(to: heads.count - 1) }
  }

  private func begin(_ index: Int, _ operation: RowOperation) {
    bytes.append(unsigned: UInt64(index))
    bytes.append(operation.rawValue)
  }

  /// Records the operation whose bytes so far, its key the last of them, begin at `start`.
  private func finish(_ index: Int, _ operation: RowOperation, start: Int) {
    // One byte for the kind, one or two before it for the shape.
    let key = start + (index < 0x80 ? 2 : 3)
    let fingerprint = bytes[key...].withUnsafeBufferPointer { Fingerprint.of($0, seed: seeds[index]) }
    heads.append(Head(offset: start, shape: index, operation: operation, fingerprint: fingerprint))
  }

  // MARK: Values

  private func old(_ column: Int, _ shape: RowShape, connection: OpaquePointer) -> OpaquePointer? {
    var value: OpaquePointer?
    if sqlite3_preupdate_old(connection, CInt(column) + shape.firstPosition, &value) != SQLITE_OK {
      isIncomplete = true
    }
    return value
  }

  private func new(_ column: Int, _ shape: RowShape, connection: OpaquePointer) -> OpaquePointer? {
    var value: OpaquePointer?
    if sqlite3_preupdate_new(connection, CInt(column) + shape.firstPosition, &value) != SQLITE_OK {
      isIncomplete = true
    }
    return value
  }

  private func append(_ value: OpaquePointer?) {
    switch sqlite3_value_type(value) {
    case SQLITE_NULL: bytes.append(RowBytes.null)
    case SQLITE_INTEGER:
      bytes.append(RowBytes.integer)
      bytes.append(signed: sqlite3_value_int64(value))
    case SQLITE_FLOAT:
      bytes.append(RowBytes.real)
      withUnsafeBytes(of: sqlite3_value_double(value).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    case SQLITE_TEXT:
      let text = RowRecorder.text(value)
      bytes.append(RowBytes.text)
      bytes.append(unsigned: UInt64(text.count))
      bytes.append(contentsOf: text)
    default:
      // The tables are STRICT and hold no blobs.
      isIncomplete = true
      bytes.append(RowBytes.null)
    }
  }

  private func isEqual(_ one: OpaquePointer?, _ other: OpaquePointer?) -> Bool {
    let (type, otherType) = (sqlite3_value_type(one), sqlite3_value_type(other))
    switch (type, otherType) {
    case (SQLITE_NULL, SQLITE_NULL): return true
    case (SQLITE_INTEGER, SQLITE_INTEGER): return sqlite3_value_int64(one) == sqlite3_value_int64(other)
    // An integer in a REAL column may be reported as either type.
    case (SQLITE_FLOAT, SQLITE_FLOAT), (SQLITE_FLOAT, SQLITE_INTEGER), (SQLITE_INTEGER, SQLITE_FLOAT):
      return sqlite3_value_double(one) == sqlite3_value_double(other)
    case (SQLITE_TEXT, SQLITE_TEXT): return RowRecorder.text(one).elementsEqual(RowRecorder.text(other))
    default: return false
    }
  }

  private static func text(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_value_text(value)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
  }
}

/// A fingerprint by which rows are indexed: FNV-1a, 64 bits. A match must still be confirmed by its key.
enum Fingerprint {
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3

  /// Returns the fingerprint of a NUL-terminated text.
  static func of(_ text: UnsafePointer<CChar>) -> UInt64 {
    var (hash, next) = (start, text)
    while next.pointee != 0 {
      hash = (hash ^ UInt64(UInt8(bitPattern: next.pointee))) &* prime
      next += 1
    }
    return hash
  }

  /// Returns the fingerprint of bytes, continued from `seed`.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    bytes.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
  }
}
