/// The lines of the rows whose records an import has added under an id that is in no file. Holds two numbers for each record.
struct OwnRows {
  private var lines: [UInt64: Int32] = [:]

  /// Notes the line of a new record.
  mutating func note(_ id: String, line: Int) { lines[Self.key(id)] = Int32(clamping: line) }

  /// Returns the line of the row that added a record; nil for a record of another origin, or with an id from the file.
  func line(of id: String) -> Int? { lines[Self.key(id)].map(Int.init) }

  /// FNV-1a with 64 bits.
  private static func key(_ id: String) -> UInt64 { id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }
}
