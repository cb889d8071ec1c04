/// An operation on one row, read from the journal.
struct RowChange {
  enum What {
    case insert
    /// The columns that changed.
    case update([(column: Int, before: SQLValue, after: SQLValue)])
    /// The deleted row, with its rowid where the table has one.
    case delete(number: Int64?, values: [SQLValue])
  }

  let shape: RowShape
  let key: [SQLValue]
  let what: What

  init(shape: RowShape, key: [SQLValue], what: What) {
    (self.shape, self.key, self.what) = (shape, key, what)
  }

  /// Whether the row was inserted, updated or deleted.
  var operation: RowOperation {
    switch what {
    case .insert: .insert
    case .update: .update
    case .delete: .delete
    }
  }

  /// Returns the fingerprint under which the journal indexes a row.
  static func fingerprint(_ table: String, _ key: [SQLValue]) -> UInt64 {
    var bytes: [UInt8] = []
    for value in key { bytes.append(value) }
    let seed = table.withCString(Fingerprint.of)
    return bytes.withUnsafeBufferPointer { Fingerprint.of($0, seed: seed) }
  }

  /// Decodes the operations of one chunk, in their order.
  /// - Parameter shapes: the shapes by their numbers in the chunk.
  static func all(in bytes: [UInt8], shapes: [Int: RowShape]) throws -> [RowChange] {
    try numbered(in: bytes, shapes: shapes).map(\.row)
  }

  /// Decodes the operations of one chunk with the numbers of their shapes in it, in their order.
  static func numbered(in bytes: [UInt8], shapes: [Int: RowShape]) throws -> [(shape: Int, row: RowChange)] {
    var reader = RowByteReader(bytes)
    var changes: [(Int, RowChange)] = []
    while !reader.isAtEnd {
      let number = Int(clamping: try reader.unsigned())
      changes.append((number, try RowChange(&reader, shape: number, shapes)))
    }
    return changes
  }

  /// Counts the operations of one chunk, without those on the register, and reads their values without decoding them.
  static func count(in bytes: [UInt8], shapes: [Int: RowShape]) throws(StoreError) -> Int {
    var (reader, count) = (RowByteReader(bytes), 0)
    while !reader.isAtEnd {
      let number = Int(clamping: try reader.unsigned())
      guard let shape = shapes[number], let operation = RowOperation(rawValue: try reader.byte()) else {
        throw StoreError(.corrupt, entity: "journal_chunk", found: "\(number)")
      }
      try reader.skip(operation, of: shape)
      if shape.table != RowShape.register.table { count += 1 }
    }
    return count
  }

  private init(_ reader: inout RowByteReader, shape number: Int, _ shapes: [Int: RowShape]) throws {
    guard let shape = shapes[number], let operation = RowOperation(rawValue: try reader.byte()) else {
      throw StoreError(.corrupt, entity: "journal_chunk", found: "\(number)")
    }
    self.shape = shape
    key = try shape.key.map { shape.normal(try reader.value(), at: $0) }
    switch operation {
    case .insert: what = .insert
    case .delete:
      let number = try reader.signed()
      let values = try shape.columns.indices.map { shape.normal(try reader.value(), at: $0) }
      what = .delete(number: shape.hasRowNumber ? number : nil, values: values)
    case .update: what = .update(try RowChange.columns(&reader, shape))
    }
  }

  private static func columns(
    _ reader: inout RowByteReader, _ shape: RowShape
  ) throws -> [(column: Int, before: SQLValue, after: SQLValue)] {
    try (0..<Int(try reader.byte())).map { _ in
      let column = Int(try reader.byte())
      guard shape.columns.indices.contains(column) else { throw StoreError(.corrupt, entity: shape.table) }
      let before = shape.normal(try reader.value(), at: column)
      return (column, before, shape.normal(try reader.value(), at: column))
    }
  }
}

extension RowByteReader {
  /// Skips the key and the values of an operation.
  fileprivate mutating func skip(_ operation: RowOperation, of shape: RowShape) throws(StoreError) {
    for _ in shape.key { try skipValue() }
    switch operation {
    case .insert: break
    case .delete:
      _ = try signed()
      for _ in shape.columns { try skipValue() }
    case .update:
      for _ in 0..<Int(try byte()) {
        guard shape.columns.indices.contains(Int(try byte())) else { throw StoreError(.corrupt, entity: shape.table) }
        try skipValue()
        try skipValue()
      }
    }
  }
}

extension [UInt8] {
  /// Appends a value in the recorder's encoding.
  mutating func append(_ value: SQLValue) {
    switch value {
    case .null: append(RowBytes.null)
    case .integer(let integer):
      append(RowBytes.integer)
      append(signed: integer)
    case .real(let real):
      append(RowBytes.real)
      Swift.withUnsafeBytes(of: real.bitPattern.littleEndian) { append(contentsOf: $0) }
    case .text(let text):
      append(RowBytes.text)
      append(unsigned: UInt64(text.utf8.count))
      append(contentsOf: text.utf8)
    }
  }
}
