import Glibc

/// Checks that keys arrive in the order of an index: each after the one before it.
struct KeyOrder {
  /// The order of one column of an index.
  struct Column {
    let collation: Collation
    let isDescending: Bool
  }

  /// The collations of SQLite (https://www.sqlite.org/datatype3.html#collating_sequences).
  enum Collation: String {
    case binary = "BINARY"
    case nocase = "NOCASE"
    case rtrim = "RTRIM"
  }

  /// A copy of a value of the last key. Its bytes are overwritten, so that no memory is allocated for each key.
  private struct Kept {
    var rank = 0
    var integer: Int64 = 0
    var real = 0.0
    var isReal = false
    var bytes: [UInt8] = []
  }

  private let columns: [Column]
  private var last: [Kept]
  private var isFirst = true

  init(_ columns: [Column]) {
    self.columns = columns
    last = Array(repeating: Kept(), count: columns.count)
  }

  /// Takes the next key.
  /// - Returns: the number of its first columns that equal those of the key before; nil when it comes before that key.
  mutating func take(_ value: (Int) -> StoredValue) -> Int? {
    var (equal, isAfter) = (0, isFirst)
    isFirst = false
    for index in columns.indices {
      let next = value(index)
      if !isAfter {
        let order = columns[index].isDescending ? -compare(next, index) : compare(next, index)
        if order < 0 { return nil }
        if order == 0 { equal += 1 } else { isAfter = true }
      }
      keep(next, index)
    }
    return equal
  }

  private static func rank(_ value: StoredValue) -> Int {
    switch value {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    case .blob: 3
    }
  }

  private mutating func keep(_ value: StoredValue, _ index: Int) {
    last[index].rank = Self.rank(value)
    switch value {
    case .null: break
    case .integer(let integer): (last[index].integer, last[index].isReal) = (integer, false)
    case .real(let real): (last[index].real, last[index].isReal) = (real, true)
    case .text(let bytes), .blob(let bytes):
      last[index].bytes.removeAll(keepingCapacity: true)
      last[index].bytes.append(contentsOf: bytes)
    }
  }

  /// Returns a positive number when the value comes after the last one of its column, 0 when both are equal.
  private func compare(_ value: StoredValue, _ index: Int) -> Int {
    let rank = Self.rank(value)
    if rank != last[index].rank { return rank - last[index].rank }
    switch value {
    case .null: return 0
    case .integer(let integer):
      if last[index].isReal { return Self.order(Double(integer), last[index].real) }
      return integer == last[index].integer ? 0 : integer > last[index].integer ? 1 : -1
    case .real(let real): return Self.order(real, last[index].isReal ? last[index].real : Double(last[index].integer))
    case .text(let bytes): return Self.order(bytes, last[index].bytes, by: columns[index].collation)
    case .blob(let bytes): return Self.order(bytes, last[index].bytes, by: .binary)
    }
  }

  private static func order(_ one: Double, _ other: Double) -> Int { one == other ? 0 : one > other ? 1 : -1 }

  private static func order(_ one: UnsafeBufferPointer<UInt8>, _ other: [UInt8], by collation: Collation) -> Int {
    other.withUnsafeBufferPointer { other in
      switch collation {
      case .binary: binaryOrder(one, other)
      case .nocase: folded(one, other)
      case .rtrim: binaryOrder(withoutSpaces(one), withoutSpaces(other))
      }
    }
  }

  private static func binaryOrder(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Int {
    let shared = min(one.count, other.count)
    if shared > 0, let first = one.baseAddress, let second = other.baseAddress {
      let order = Int(memcmp(first, second, shared))
      if order != 0 { return order }
    }
    return one.count - other.count
  }

  /// Compares without the case of ASCII letters.
  private static func folded(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Int {
    for index in 0..<min(one.count, other.count) {
      let (left, right) = (lower(one[index]), lower(other[index]))
      if left != right { return Int(left) - Int(right) }
    }
    return one.count - other.count
  }

  private static func lower(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

  private static func withoutSpaces(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[..<((bytes.lastIndex { $0 != 0x20 } ?? -1) + 1)])
  }
}
