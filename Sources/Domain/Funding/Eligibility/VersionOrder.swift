import Ecosystem

/// The order of the versions of a rule set: runs of digits compare as numbers of any length, everything else byte by byte.
enum VersionOrder {
  /// Whether the first version comes before the second: `4` before `10`, `2024-2` before `2024-11`.
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (one, other) = (runs(first), runs(second))
    for (left, right) in zip(one, other) where left != right {
      guard left.isNumber, right.isNumber, left.bytes.count != right.bytes.count else {
        return left.bytes.lexicographicallyPrecedes(right.bytes)
      }
      return left.bytes.count < right.bytes.count
    }
    return one.count == other.count ? ExactString(first) < ExactString(second) : one.count < other.count
  }

  private struct Run: Equatable {
    var bytes: [UInt8]
    var isNumber: Bool
  }

  /// Splits the text into runs of digits and of other characters; numbers lose their leading zeros.
  private static func runs(_ text: String) -> [Run] {
    var runs: [Run] = []
    for byte in text.utf8 {
      let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      if runs.last?.isNumber == isDigit {
        runs[runs.count - 1].bytes.append(byte)
      } else {
        runs.append(Run(bytes: [byte], isNumber: isDigit))
      }
    }
    return runs.map { $0.isNumber ? Run(bytes: Array($0.bytes.drop { $0 == UInt8(ascii: "0") }), isNumber: true) : $0 }
  }
}
