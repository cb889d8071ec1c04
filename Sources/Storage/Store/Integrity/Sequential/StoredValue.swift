/// A value as SQLite stores it. Its bytes belong to a statement, and are valid until its next step.
enum StoredValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(UnsafeBufferPointer<UInt8>)
  case blob(UnsafeBufferPointer<UInt8>)
}

/// A hash of values in their order, 64 bits. Sums of it compare two lists whose order differs: that they are equal by chance is as
/// improbable as that two hashes are. Not for input from an adversary.
struct ValueHash {
  private(set) var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func add(word: UInt64) {
    state = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
    state ^= state >> 32
  }

  /// Adds a value; an integer and the equal number alike, since an index may store either for a REAL column.
  mutating func add(_ value: StoredValue) {
    switch value {
    case .null: add(word: 0)
    case .integer(let integer): add(integer)
    case .real(let real):
      if let integer = Int64(exactly: real) { return add(integer) }
      add(word: 2)
      add(word: real.bitPattern)
    case .text(let bytes): add(bytes, kind: 3)
    case .blob(let bytes): add(bytes, kind: 4)
    }
  }

  private mutating func add(_ integer: Int64) {
    add(word: 1)
    add(word: UInt64(bitPattern: integer))
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, kind: UInt64) {
    add(word: UInt64(bytes.count) << 8 | kind)
    let raw = UnsafeRawBufferPointer(bytes)
    var place = 0
    while place + 8 <= raw.count {
      add(word: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    if place == raw.count { return }
    var rest: UInt64 = 0
    while place < raw.count {
      rest = rest << 8 | UInt64(raw[place])
      place += 1
    }
    add(word: rest)
  }
}

/// The number of entries of a list, and the sum of their hashes.
struct EntrySum: Equatable {
  private(set) var count = 0
  private var sum: UInt64 = 0

  mutating func add(_ hash: ValueHash) {
    count += 1
    sum &+= hash.state
  }
}
