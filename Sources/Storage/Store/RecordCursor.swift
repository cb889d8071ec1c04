import Ecosystem

/// Reads the records of a query one at a time from the file, without collecting them in memory.
///
/// It is valid inside its transaction, on one thread at a time. Whether it still returns records of the same entity that change
/// while it is open is undefined.
public final class RecordCursor {
  /// The fields of the records, in order.
  public var fields: [FieldDescription] { reader.fields }

  private let reader: RecordReader
  private let transaction: StoreTransaction
  // Accesses never overlap; checking that would cost more than reading a column.
  @exclusivity(unchecked) private var statement: PreparedStatement?
  @exclusivity(unchecked) private var hasStarted = false

  init(_ statement: PreparedStatement, _ reader: RecordReader, in transaction: StoreTransaction) {
    self.statement = statement
    self.reader = reader
    self.transaction = transaction
  }

  deinit { close() }

  /// Reads the next record; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended, `.interrupted` when its interrupt asks to stop.
  public func next() throws -> Record? {
    guard try advance(), let statement else { return nil }
    return try reader.record(statement)
  }

  /// Steps to the next record without reading it; false when there is none. Its fields are then read one by one: those of the
  /// model by `columns`, those of plugins by `pluginValues`.
  /// - Throws: `StoreError.closed` once the transaction has ended, `.interrupted` when its interrupt asks to stop, `.corrupt`
  ///   or `.disk` when the row cannot be read, `.tooLarge` beyond the memory of `boundsCursors`.
  public func advance() throws -> Bool {
    guard let statement else {
      if transaction.isOpen { return false }
      throw StoreError(.closed)
    }
    if try step(statement) { return true }
    close()
    return false
  }

  /// The first step sorts, where the query has an order without index: the transaction bounds its memory.
  private func step(_ statement: PreparedStatement) throws -> Bool {
    if hasStarted { return try transaction.explaining { () throws(StoreError) in try statement.step() } }
    hasStarted = true
    return try transaction.explaining { try transaction.start(statement, of: self) }
  }

  /// The fields of plugins among them.
  public var pluginFields: [FieldDescription] { reader.plugins }

  /// The columns of the fields of the model.
  public var columns: [RecordColumn] { reader.columns }

  /// The names of those fields, in UTF-8, one after the other.
  public var names: [UInt8] { reader.names }

  /// Whether the column at that position is NULL in the current record.
  public func isNull(at position: Int) -> Bool { statement?.isNull(position) ?? true }

  /// Reads the integer, or the Boolean as 0 or 1, at that position in the current record.
  public func integer(at position: Int) -> Int64 { statement?.integer(position) ?? 0 }

  /// Reads the number at that position in the current record.
  public func number(at position: Int) -> Double { statement?.real(position) ?? 0 }

  /// Reads the text at that position in the current record; empty for no value.
  public func text(at position: Int) -> String { statement?.text(position) ?? "" }

  /// Calls `body` with the bytes of the text at that position, valid inside `body` only; the address is nil for no value.
  public func withText(at position: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    statement?.withBytes(position, body)
  }

  /// Calls `body` with the index and the value of each of these columns in the current record. The texts are valid until the next
  /// step.
  public func readScalars(of columns: [RecordColumn], _ body: (Int, RecordScalar) -> Void) {
    guard let statement else { return }
    for (index, column) in columns.enumerated() { body(index, statement.scalar(column)) }
  }

  /// Reads the value of a field of the model in the current record; its column must not be NULL.
  /// - Throws: `StoreError.corrupt` when the column holds invalid JSON.
  public func value(of column: RecordColumn) throws -> FieldValue {
    try statement.map { try reader.value(reader.fields[column.index], $0, column.position) } ?? .null
  }

  /// Reads the fields of plugins that have a value in the current record.
  /// - Throws: `StoreError.corrupt` when the column holds invalid JSON.
  public func pluginValues() throws -> [(name: String, value: FieldValue)] {
    try statement.map(reader.pluginValues) ?? []
  }

  /// Closes the cursor before its end. Reaching the end closes it too.
  public func close() {
    guard let statement else { return }
    self.statement = nil
    transaction.finish(statement, of: self)
  }

  /// Gives up the statement when the transaction ends.
  func abandon() -> PreparedStatement? {
    defer { statement = nil }
    return statement
  }
}
