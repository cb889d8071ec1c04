import Ecosystem
import GRDBSQLite

/// A statement of SQLite with its bindings and its current row. Used on one thread at a time, as its connection.
final class PreparedStatement {
  /// The SQL text, the key of the statement in the cache.
  let sql: String
  /// Whether the statement is checked out of the cache.
  @exclusivity(unchecked) var isInUse = true
  private let connection: OpaquePointer
  // Changed by `init` and `close` only, so that accesses never overlap.
  @exclusivity(unchecked) private var pointer: OpaquePointer?

  /// Prepares one statement (`sqlite3_prepare_v3`). Throws when text follows it.
  init(_ sql: String, on connection: OpaquePointer) throws(StoreError) {
    self.sql = sql
    self.connection = connection
    var rest = ""
    let code = PreparedStatement.prepare(sql, on: connection, into: &pointer, rest: &rest)
    if code != SQLITE_OK { throw StoreError(sqlite: code, on: connection) }
    if pointer == nil { throw StoreError(.badSQL, found: "no statement") }
    if rest.utf8.contains(where: { !" \t\r\n;".utf8.contains($0) }) {
      close()
      throw StoreError(.badSQL, found: "more than one statement")
    }
  }

  deinit { close() }

  /// Finalizes the statement; it cannot be used afterwards.
  func close() {
    sqlite3_finalize(pointer)
    pointer = nil
  }

  private static func prepare(
    _ sql: String, on connection: OpaquePointer, into pointer: inout OpaquePointer?, rest: inout String
  ) -> CInt {
    sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
  }

  /// Whether it is read-only (`sqlite3_stmt_readonly`).
  var isReadOnly: Bool { sqlite3_stmt_readonly(pointer) != 0 }

  /// Number of parameters.
  var parameterCount: Int { Int(sqlite3_bind_parameter_count(pointer)) }

  // MARK: Binding and stepping

  /// Binds the parameters in order, from the first.
  func bind(_ values: some Sequence<SQLValue>) throws(StoreError) {
    var index: CInt = 0
    for value in values {
      index += 1
      let code = bind(value, at: index)
      if code != SQLITE_OK { throw StoreError(sqlite: code, on: connection) }
    }
  }

  private func bind(_ value: SQLValue, at index: CInt) -> CInt {
    switch value {
    case .null: return sqlite3_bind_null(pointer, index)
    case .integer(let integer): return sqlite3_bind_int64(pointer, index, integer)
    case .real(let real): return sqlite3_bind_double(pointer, index, real)
    case .text(var text):
      return text.withUTF8 { bytes in
        guard let start = bytes.baseAddress else { return sqlite3_bind_text(pointer, index, "", 0, nil) }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          sqlite3_bind_text(pointer, index, $0, CInt(bytes.count), PreparedStatement.copied)
        }
      }
    }
  }

  /// Binds bytes to one parameter (`sqlite3_bind_blob64`).
  func bind(blob bytes: [UInt8], at index: CInt) throws(StoreError) {
    let code = bytes.withUnsafeBytes {
      sqlite3_bind_blob64(pointer, index, $0.baseAddress, UInt64($0.count), PreparedStatement.copied)
    }
    if code != SQLITE_OK { throw StoreError(sqlite: code, on: connection) }
  }

  /// `SQLITE_TRANSIENT`: SQLite makes its own copy.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Steps to the next row; false when there is none.
  func step() throws(StoreError) -> Bool {
    let code = sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    throw StoreError(sqlite: code, on: connection)
  }

  /// The allowed length of a value, in bytes, when the last step failed because of a longer one (`SQLITE_TOOBIG`); else nil.
  var valueBytesMaxPassed: Int? {
    guard sqlite3_errcode(connection) & 0xFF == SQLITE_TOOBIG else { return nil }
    return Int(sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, -1))
  }

  /// Resets the statement and clears its bindings, for the next use.
  func reset() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }

  // MARK: The current row

  /// Number of columns of a row.
  var columnCount: Int { Int(sqlite3_column_count(pointer)) }

  /// Returns the name of a column.
  func columnName(_ index: Int) -> String {
    sqlite3_column_name(pointer, CInt(index)).map { String(cString: $0) } ?? ""
  }

  /// Whether a column is NULL.
  func isNull(_ index: Int) -> Bool { sqlite3_column_type(pointer, CInt(index)) == SQLITE_NULL }

  /// Reads a column as an integer.
  func integer(_ index: Int) -> Int64 { sqlite3_column_int64(pointer, CInt(index)) }

  /// Reads a column as a number.
  func real(_ index: Int) -> Double { sqlite3_column_double(pointer, CInt(index)) }

  /// Reads a column as text; NULL gives an empty text.
  func text(_ index: Int) -> String {
    withBytes(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads a column as text; nil for NULL.
  func optionalText(_ index: Int) -> String? { isNull(index) ? nil : text(index) }

  /// Calls `body` with the bytes of a column's text, valid inside `body` only.
  func withBytes<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(bytes(index))
  }

  /// The bytes of a column's text, valid until the next step; the address is nil for NULL.
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    // One look at the column for its text and length. Such a value may be read where one thread uses the connection.
    let value = sqlite3_column_value(pointer, CInt(index))
    guard let start = sqlite3_value_text(value) else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  /// Reads a column as bytes; NULL gives none.
  func blob(_ index: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(pointer, CInt(index)) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, CInt(index)))))
  }

  /// Returns a column as SQLite stores it; its bytes are valid until the next step.
  func storedValue(_ index: Int) -> StoredValue {
    // One call that finds the column, and others that read the value, are faster than several that do both.
    let value = sqlite3_column_value(pointer, CInt(index))
    switch sqlite3_value_type(value) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: return .real(sqlite3_value_double(value))
    case SQLITE_TEXT:
      let start = sqlite3_value_text(value)
      return .text(UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value))))
    default:
      let start = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
      return .blob(UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value))))
    }
  }

  /// Reads a column in its own type; nil for a blob.
  func value(_ index: Int) -> FieldValue? {
    switch sqlite3_column_type(pointer, CInt(index)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(integer(index))
    case SQLITE_FLOAT: .number(real(index))
    case SQLITE_TEXT: .text(text(index))
    default: nil
    }
  }
}

extension StoreError {
  /// The error SQLite reported on this connection.
  init(sqlite code: CInt, on connection: OpaquePointer) {
    let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "code \(code)"
    self.init(sqlite: code, message: message)
  }

  /// An error SQLite reported.
  init(sqlite code: CInt, message: String) {
    let kind: Kind =
      switch code & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_INTERRUPT: .interrupted
      case SQLITE_CONSTRAINT: .constraint
      case SQLITE_CORRUPT: .corrupt
      case SQLITE_NOTADB: .notGrappe
      case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: .disk
      case SQLITE_AUTH: .refusedSQL
      default: .sqlite
      }
    self.init(kind, found: message)
  }
}
