import Ecosystem

/// The range of a field in the bytes of a text.
struct CSVCell {
  var start: Int
  var end: Int
  /// Whether it contains doubled quotes.
  var hasDoubledQuotes: Bool

  /// Decodes the text of the field; nil when it is not UTF-8.
  func text(in bytes: [UInt8]) -> String? {
    if hasDoubledQuotes { return String(validating: undoubled(bytes), as: UTF8.self) }
    return bytes.withUnsafeBufferPointer {
      String(validating: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self)
    }
  }

  private func undoubled(_ bytes: [UInt8]) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(end - start)
    var index = start
    while index < end {
      content.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return content
  }
}

/// The result of a scan at one place of a text of delimiter-separated values.
enum CSVScan: Equatable {
  /// A row, the start of the next one, and the number of lines to it.
  case row(end: Int, lines: Int)
  /// An empty line.
  case blank(end: Int, lines: Int)
  /// The row does not end in the available bytes.
  case unfinished
  /// The end of the text.
  case end
  case malformed(CSVError.Problem)

  /// Scans the row that begins at `start`, and records its fields.
  /// - Parameters:
  ///   - isLast: whether no more bytes follow.
  ///   - fieldsMax: upper bound of its fields.
  static func row(
    in bytes: [UInt8], from start: Int, delimiter: UInt8, isLast: Bool, fieldsMax: Int = .max,
    _ cells: inout [CSVCell]
  ) -> CSVScan {
    bytes.withUnsafeBufferPointer { bytes in
      var walk = RowWalk(
        bytes: bytes, delimiter: delimiter, isLast: isLast, fieldsMax: fieldsMax, position: start)
      return walk.row(&cells)
    }
  }

  /// Finds the start of the line after the one at `start`.
  static func lineEnd(in bytes: [UInt8], from start: Int) -> Int {
    guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return bytes.count }
    let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
    return end + (isPair ? 2 : 1)
  }
}

/// Walks the bytes of one row.
private struct RowWalk {
  let bytes: UnsafeBufferPointer<UInt8>
  let delimiter: UInt8
  let isLast: Bool
  let fieldsMax: Int
  var position: Int
  var lines = 0

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  mutating func row(_ cells: inout [CSVCell]) -> CSVScan {
    cells.removeAll(keepingCapacity: true)
    if let blank = blankLine() { return blank }
    while true {
      let isQuoted = position < bytes.count && bytes[position] == RowWalk.quote
      if let stop = isQuoted ? quotedField(&cells) : plainField(&cells) { return stop }
      if position < bytes.count, bytes[position] == delimiter {
        if cells.count == fieldsMax { return .malformed(.tooManyFields(maximum: fieldsMax)) }
        position += 1
        continue
      }
      return endLine() ? .row(end: position, lines: lines) : .unfinished
    }
  }

  /// Returns the result for a line of spaces only; nil for any other line.
  private mutating func blankLine() -> CSVScan? {
    var index = position
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 && delimiter != 0x09 { index += 1 }
    if index == bytes.count { return isLast ? .end : .unfinished }
    guard bytes[index] == RowWalk.lineFeed || bytes[index] == RowWalk.carriageReturn else { return nil }
    position = index
    return endLine() ? .blank(end: position, lines: lines) : .unfinished
  }

  private mutating func plainField(_ cells: inout [CSVCell]) -> CSVScan? {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == delimiter || byte == RowWalk.lineFeed || byte == RowWalk.carriageReturn { break }
      position += 1
    }
    if position == bytes.count, !isLast { return .unfinished }
    cells.append(CSVCell(start: start, end: position, hasDoubledQuotes: false))
    return nil
  }

  private mutating func quotedField(_ cells: inout [CSVCell]) -> CSVScan? {
    position += 1
    let start = position
    var hasDoubledQuotes = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == RowWalk.quote {
        if position + 1 == bytes.count, !isLast { return .unfinished }
        guard position + 1 < bytes.count, bytes[position + 1] == RowWalk.quote else {
          cells.append(CSVCell(start: start, end: position, hasDoubledQuotes: hasDoubledQuotes))
          position += 1
          return endsField() ? nil : .malformed(.textAfterQuote)
        }
        hasDoubledQuotes = true
        position += 1
      } else if byte == RowWalk.lineFeed || byte == RowWalk.carriageReturn && !isFollowedByLineFeed() {
        lines += 1
      }
      position += 1
    }
    return isLast ? .malformed(.openQuote) : .unfinished
  }

  private func isFollowedByLineFeed() -> Bool {
    position + 1 < bytes.count && bytes[position + 1] == RowWalk.lineFeed
  }

  private func endsField() -> Bool {
    guard position < bytes.count else { return true }
    let byte = bytes[position]
    return byte == delimiter || byte == RowWalk.lineFeed || byte == RowWalk.carriageReturn
  }

  /// Skips the end of the line; false when more bytes are needed to find it.
  private mutating func endLine() -> Bool {
    if position == bytes.count { return isLast }
    lines += 1
    if bytes[position] == RowWalk.carriageReturn {
      if position + 1 == bytes.count, !isLast { return false }
      if isFollowedByLineFeed() { position += 1 }
    }
    position += 1
    return true
  }
}
