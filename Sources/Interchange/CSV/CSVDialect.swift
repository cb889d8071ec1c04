import Ecosystem

/// What separates the fields of a CSV text, and whether its first line says so.
public struct CSVDialect: Sendable, Hashable {
  /// The byte between fields: one of `delimiters`, or another ASCII sign.
  public var delimiter: UInt8
  /// Whether the first line is Excel's `sep=;`, which is no row.
  public var hasSeparatorLine: Bool

  public init(delimiter: UInt8, hasSeparatorLine: Bool = false) {
    self.delimiter = delimiter
    self.hasSeparatorLine = hasSeparatorLine
  }

  /// The delimiters that are looked for, the most usual first.
  public static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { (sign: Character) in sign.asciiValue! }
  /// At most so many rows are looked at.
  public static let rowsMax = 50

  /// Finds out the dialect of a text by its beginning: `sep=` on the first line; else the delimiter that divides the most
  /// rows into as many fields, more than one, as it divides the header; among equals the one that makes more fields.
  ///
  /// - Parameters:
  ///   - sample: the beginning of the text in UTF-8, without a byte-order mark; some dozens of rows tell enough.
  ///   - isWhole: whether that is all of it; else its last row, which may be cut, does not count.
  public static func sniff(_ sample: [UInt8], isWhole: Bool) -> CSVDialect {
    if let delimiter = separatorLine(sample) { return CSVDialect(delimiter: delimiter, hasSeparatorLine: true) }
    var best: (share: Double, fields: Int, delimiter: UInt8) = (0, 1, delimiters[0])
    for delimiter in delimiters {
      let counts = fieldCounts(sample, delimiter, isWhole)
      guard let header = counts.first, header > 1 else { continue }
      let share = Double(counts.count { $0 == header }) / Double(counts.count)
      if (share, header) > (best.share, best.fields) { best = (share, header, delimiter) }
    }
    return CSVDialect(delimiter: best.delimiter)
  }

  /// The delimiter that the first line `sep=;` names; nil where there is no such line.
  static func separatorLine(_ text: [UInt8]) -> UInt8? {
    let line = text.prefix(16).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    var sign = Array(line)
    if sign.first == UInt8(ascii: "\""), sign.last == UInt8(ascii: "\"") { sign = Array(sign.dropFirst().dropLast()) }
    guard sign.count == 5, sign[4] < 0x80, sign[4] != UInt8(ascii: "\""),
      zip(sign, "sep=".utf8).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 && $1 != UInt8(ascii: "=") })
    else { return nil }
    return sign[4]
  }

  /// How many fields each of the first rows has; 0 for one that is malformed.
  private static func fieldCounts(_ sample: [UInt8], _ delimiter: UInt8, _ isWhole: Bool) -> [Int] {
    var reader = CSVReader(bytes: sample, separator: delimiter)
    var counts: [Int] = []
    while counts.count < rowsMax {
      do {
        guard let row = try reader.next() else { break }
        counts.append(row.fields.count)
      } catch {
        counts.append(0)
      }
    }
    if !isWhole, counts.count > 1, counts.count < rowsMax { counts.removeLast() }
    return counts
  }
}
