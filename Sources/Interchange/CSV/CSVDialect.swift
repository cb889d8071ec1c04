import Ecosystem

/// The delimiter of a CSV text, and whether its first line names it.
public struct CSVDialect: Sendable, Hashable {
  /// The byte between fields: one of `delimiters`, or another ASCII character.
  public var delimiter: UInt8
  /// Whether the first line is Excel's `sep=;`, which is not a row.
  public var hasSeparatorLine: Bool

  public init(delimiter: UInt8, hasSeparatorLine: Bool = false) {
    self.delimiter = delimiter
    self.hasSeparatorLine = hasSeparatorLine
  }

  /// The delimiters to detect, the most usual first.
  public static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { (sign: Character) in sign.asciiValue! }
  /// Upper bound of the rows examined.
  public static let rowsMax = 50

  /// Detects the dialect of a text from its beginning: `sep=` on the first line; else the delimiter that divides the most rows
  /// into as many fields, more than one, as the header; among equals the one with more fields.
  ///
  /// - Parameters:
  ///   - sample: the beginning of the text in UTF-8, without a byte-order mark; some dozens of rows are enough.
  ///   - isWhole: whether the sample is the whole text; else its last row, which may be cut, does not count.
  public static func sniff(_ sample: [UInt8], isWhole: Bool) -> CSVDialect {
    if let delimiter = separatorLine(sample) { return CSVDialect(delimiter: delimiter, hasSeparatorLine: true) }
    var best: (share: Double, fields: Int, delimiter: UInt8) = (0, 1, delimiters[0])
    for delimiter in delimiters {
      let counts = fieldCounts(sample, delimiter, isWhole: isWhole)
      guard let header = counts.first, header > 1 else { continue }
      let share = Double(counts.count { $0 == header }) / Double(counts.count)
      if (share, header) > (best.share, best.fields) { best = (share, header, delimiter) }
    }
    return CSVDialect(delimiter: best.delimiter)
  }

  /// Returns the delimiter named by a first line `sep=;`; nil when there is no such line.
  static func separatorLine(_ text: [UInt8]) -> UInt8? {
    let line = text.prefix(16).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    var sign = Array(line)
    if sign.first == UInt8(ascii: "\""), sign.last == UInt8(ascii: "\"") { sign = Array(sign.dropFirst().dropLast()) }
    guard sign.count == 5, sign[4] < 0x80, sign[4] != UInt8(ascii: "\""),
      zip(sign, "sep=".utf8).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 && $1 != UInt8(ascii: "=") })
    else { return nil }
    return sign[4]
  }

  /// Counts the fields of each of the first rows; 0 for a malformed one.
  private static func fieldCounts(_ sample: [UInt8], _ delimiter: UInt8, isWhole: Bool) -> [Int] {
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
