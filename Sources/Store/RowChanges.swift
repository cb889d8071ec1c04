import Ecosystem

/// What a stretch of a transaction did to rows, in the form in which the file keeps it.
public struct RowChanges: Sendable, Hashable {
  struct Row: Sendable, Hashable {
    var table: String
    var key: [SQLValue]
    var number: Int64?
    /// JSON; see `SupportTables.changeDDL`.
    var before: String?
    var after: String?
  }

  var rows: [Row]

  /// Whether nothing was changed.
  public var isEmpty: Bool { rows.isEmpty }
}

/// How a row moved on since a change that is to be undone.
enum RowMove: String {
  case gone, back, changed
}

extension RowChanges.Row {
  init(_ entry: RowRecorder.Entry) {
    let shape = entry.shape
    table = shape.table
    key = entry.key
    number = entry.before?.number
    switch (entry.before, entry.after) {
    case (let before?, let after?):
      let changed = shape.columns.indices.filter { before.values[$0] != after[$0] }
      self.before = Self.json(changed, before.values, shape)
      self.after = Self.json(changed, after, shape)
    case (let before?, nil): self.before = Self.json(Array(shape.columns.indices), before.values, shape)
    case (nil, let after?): self.after = FieldValue.text(RowDigest.of(after)).json
    case (nil, nil): break
    }
  }

  private static func json(_ columns: [Int], _ values: [SQLValue], _ shape: RowShape) -> String {
    FieldValue.map(Dictionary(uniqueKeysWithValues: columns.map { (shape.columns[$0], FieldValue(values[$0])) })).json
  }

  /// The key as JSON.
  var keyJSON: String { FieldValue.list(key.map { FieldValue($0) }).json }

  /// The values of a JSON object by column.
  static func values(_ json: String, _ shape: RowShape) throws -> [(column: Int, value: SQLValue)] {
    let members = try FieldValue(json: json).mapValue ?? [:]
    return try members.map { name, value in
      guard let column = shape.columns.firstIndex(of: name) else {
        throw StoreError(.corrupt, entity: shape.table, field: name, found: json)
      }
      return (column, shape.normal(SQLValue(value), at: column))
    }.sorted { $0.column < $1.column }
  }
}

extension FieldValue {
  fileprivate init(_ value: SQLValue) {
    switch value {
    case .null: self = .null
    case .integer(let integer): self = .integer(integer)
    case .real(let real): self = .number(real)
    case .text(let text): self = .text(text)
    }
  }
}

/// A fingerprint of a row, to see whether it is still what it was: FNV-1a, 64 bits. It guards against honest change, not
/// against forgery.
enum RowDigest {
  static func of(_ values: [SQLValue]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for value in values {
      switch value {
      case .null: add(0, &hash)
      case .integer(let integer): add(1, UInt64(bitPattern: integer), &hash)
      case .real(let real): add(2, real.bitPattern, &hash)
      case .text(let text):
        add(3, UInt64(text.utf8.count), &hash)
        for byte in text.utf8 { add(byte, &hash) }
      }
    }
    return String(hash, radix: 16)
  }

  private static func add(_ byte: UInt8, _ hash: inout UInt64) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  private static func add(_ tag: UInt8, _ word: UInt64, _ hash: inout UInt64) {
    add(tag, &hash)
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: word >> UInt64(shift)), &hash) }
  }
}
