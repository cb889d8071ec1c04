import CSQLitePreupdate

/// What was done to a row.
enum RowOperation: UInt8 {
  case insert = 1
  case update, delete
}

/// Writes down what a transaction does to rows, one after the other, whoever does it: a statement or a trigger.
///
/// It follows SQLite's `sqlite3_preupdate_hook`, which tells a row before and after each change. A new row is noted by its key alone, since
/// it is there to be read; of a changed row the columns that changed, before and after; of a deleted row all. A statement
/// that fails half way is taken back by SQLite without a word to the hook; its connection then calls `takeBack`.
///
/// It belongs to one connection and is used on that connection's thread of the moment.
final class RowRecorder {
  /// One operation in `bytes`.
  struct Head {
    /// Where it begins.
    let offset: Int
    /// Which of `shapes`.
    let shape: Int
    let operation: RowOperation
    /// A fingerprint of table and key, under which the row is found again.
    let fingerprint: UInt64
  }

  let shapes: [RowShape]
  /// The operations that were not taken away yet: for each the number of its shape, what was done, its key, and the values.
  private(set) var bytes: [UInt8] = []
  private(set) var heads: [Head] = []
  private let byName: [UInt64: Int]
  private let seeds: [UInt64]
  /// Set when SQLite would not give a value: what was recorded is then worth nothing.
  private(set) var isIncomplete = false

  init(_ shapes: [RowShape]) {
    self.shapes = shapes
    seeds = shapes.map { shape in shape.table.withCString(Fingerprint.of) }
    byName = Dictionary(uniqueKeysWithValues: seeds.enumerated().map { ($1, $0) })
  }

  /// Where the recording stands now.
  var mark: Int { heads.count }

  /// Forgets what came after a mark.
  func takeBack(to mark: Int) {
    guard mark < heads.count else { return }
    bytes.removeLast(bytes.count - heads[mark].offset)
    heads.removeLast(heads.count - mark)
  }

  /// Forgets everything that was taken away.
  func clear() {
    bytes.removeAll(keepingCapacity: true)
    heads.removeAll(keepingCapacity: true)
  }

  /// Makes `recorder` follow a connection, for as long as both live; nil ends it.
  static func attach(_ recorder: RowRecorder?, to connection: OpaquePointer) {
    guard let recorder else {
      sqlite3_preupdate_hook(connection, nil, nil)
      return
    }
    sqlite3_preupdate_hook(
      connection,
      { context, connection, operation, _, table, former, _ in
        guard let context, let connection, let table else { return }
        Unmanaged<RowRecorder>.fromOpaque(context).takeUnretainedValue().note(operation, table, former, connection)
      }, Unmanaged.passUnretained(recorder).toOpaque())
  }

  private func note(_ operation: CInt, _ table: UnsafePointer<CChar>, _ former: Int64, _ connection: OpaquePointer) {
    guard let index = byName[Fingerprint.of(table)] else { return }
    switch operation {
    case SQLITE_INSERT: if index != 0 { noteInsert(index, connection) }
    case SQLITE_DELETE: noteDelete(index, former, connection)
    default: if index != 0 { noteUpdate(index, former, connection) }
    }
  }

  // MARK: One operation

  private func noteInsert(_ index: Int, _ connection: OpaquePointer) {
    let start = bytes.count
    begin(index, .insert)
    for column in shapes[index].key { append(new(column, shapes[index], connection)) }
    finish(index, .insert, start)
  }

  private func noteDelete(_ index: Int, _ former: Int64, _ connection: OpaquePointer) {
    let (start, shape) = (bytes.count, shapes[index])
    begin(index, .delete)
    for column in shape.key { append(old(column, shape, connection)) }
    finish(index, .delete, start)
    bytes.append(signed: shape.hasRowNumber ? former : 0)
    for column in shape.columns.indices { append(old(column, shape, connection)) }
  }

  private func noteUpdate(_ index: Int, _ former: Int64, _ connection: OpaquePointer) {
    let (start, shape) = (bytes.count, shapes[index])
    for column in shape.key where !isEqual(old(column, shape, connection), new(column, shape, connection)) {
      noteDelete(index, former, connection)
      return noteInsert(index, connection)
    }
    begin(index, .update)
    for column in shape.key { append(old(column, shape, connection)) }
    finish(index, .update, start)
    let place = bytes.count
    bytes.append(0)
    for column in shape.columns.indices {
      let (before, after) = (old(column, shape, connection), new(column, shape, connection))
      if isEqual(before, after) { continue }
      bytes[place] += 1
      bytes.append(UInt8(column))
      append(before)
      append(after)
    }
    if bytes[place] == 0 { takeBack(to: heads.count - 1) }
  }

  private func begin(_ index: Int, _ operation: RowOperation) {
    bytes.append(unsigned: UInt64(index))
    bytes.append(operation.rawValue)
  }

  /// Notes the operation whose bytes so far, its key the last of them, begin at `start`.
  private func finish(_ index: Int, _ operation: RowOperation, _ start: Int) {
    // One byte says what was done, one or two before it the shape.
    let key = start + (index < 0x80 ? 2 : 3)
    let fingerprint = bytes[key...].withUnsafeBufferPointer { Fingerprint.of($0, seed: seeds[index]) }
    heads.append(Head(offset: start, shape: index, operation: operation, fingerprint: fingerprint))
  }

  // MARK: Values

  private func old(_ column: Int, _ shape: RowShape, _ connection: OpaquePointer) -> OpaquePointer? {
    var value: OpaquePointer?
    if sqlite3_preupdate_old(connection, CInt(column) + shape.firstPosition, &value) != SQLITE_OK {
      isIncomplete = true
    }
    return value
  }

  private func new(_ column: Int, _ shape: RowShape, _ connection: OpaquePointer) -> OpaquePointer? {
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
    // A whole number in a REAL column may come as either.
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

/// A fingerprint under which rows are found: FNV-1a, 64 bits. Whoever finds a row by it compares the key.
enum Fingerprint {
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3

  /// Of a text that ends with NUL.
  static func of(_ text: UnsafePointer<CChar>) -> UInt64 {
    var (hash, next) = (start, text)
    while next.pointee != 0 {
      hash = (hash ^ UInt64(UInt8(bitPattern: next.pointee))) &* prime
      next += 1
    }
    return hash
  }

  /// Of bytes, begun at another fingerprint.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    bytes.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
  }
}
