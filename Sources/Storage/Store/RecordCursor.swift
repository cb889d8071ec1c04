import Ecosystem

/// The records a query finds, one after the other, straight from the file: nothing is gathered in memory.
///
/// It lives inside its transaction and on the same thread at a time. When records of the same entity are changed while it
/// is under way, whether it still meets them is undefined.
public final class RecordCursor {
  /// The fields of the records, in order.
  public var fields: [FieldDescription] { reader.fields }

  private let reader: RecordReader
  private let transaction: StoreTransaction
  // No access lies inside another; the check of it would cost more than the reading of a column.
  @exclusivity(unchecked) private var statement: PreparedStatement?

  init(_ statement: PreparedStatement, _ reader: RecordReader, in transaction: StoreTransaction) {
    self.statement = statement
    self.reader = reader
    self.transaction = transaction
  }

  deinit { close() }

  /// The next record; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended, `.interrupted` when its interrupt says so.
  public func next() throws -> Record? {
    guard try advance(), let statement else { return nil }
    return try reader.record(statement)
  }

  /// Goes to the next record without reading it; false when there is none. Its fields are then read one by one: those of
  /// the model as `columns` tells, those of plugins by `pluginValues`.
  public func advance() throws -> Bool {
    guard let statement else {
      if transaction.isOpen { return false }
      throw StoreError(.closed)
    }
    if try transaction.explaining({ () throws(StoreError) in try statement.step() }) { return true }
    close()
    return false
  }

  /// Where the fields of the model lie.
  public var columns: [RecordColumn] { reader.columns }

  /// The names of those fields, in UTF-8, one after the other.
  public var names: [UInt8] { reader.names }

  /// Whether the column at that position has no value in the current record.
  public func isNull(at position: Int) -> Bool { statement?.isNull(position) ?? true }

  /// The integer, or the truth value as 0 or 1, at that position in the current record.
  public func integer(at position: Int) -> Int64 { statement?.integer(position) ?? 0 }

  /// The number at that position in the current record.
  public func number(at position: Int) -> Double { statement?.real(position) ?? 0 }

  /// The bytes of the text at that position in the current record, valid inside `body` only; without an address where there is no value.
  public func withText(at position: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    statement?.withBytes(position, body)
  }

  /// The value of a field of the model in the current record, where it has one.
  public func value(of column: RecordColumn) throws -> FieldValue {
    try statement.map { try reader.value(reader.fields[column.index], $0, column.position) } ?? .null
  }

  /// The fields of plugins that have a value in the current record.
  public func pluginValues() throws -> [(name: String, value: FieldValue)] {
    try statement.map(reader.pluginValues) ?? []
  }

  /// Ends it before its end. Reaching the end does so too.
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
