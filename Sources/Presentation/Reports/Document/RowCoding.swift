/// Rows as bytes: the length of the row in four bytes, then its cells, each a kind and what belongs to it. Only this
/// process reads them, so nothing in them is checked.
enum RowCoding {
  private enum Kind: UInt8 {
    case empty, text, integer, number, money, date, no, yes, link
  }

  static func append(_ row: [Cell], to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: [0, 0, 0, 0])
    for cell in row { append(cell, to: &bytes) }
    let size = UInt32(bytes.count - start - 4)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(index))) }
  }

  /// The row that begins at an offset, and where it ends; `nil` when it is not all there.
  static func row(in bytes: [UInt8], at start: Int) -> (row: [Cell], end: Int)? {
    guard bytes.count - start >= 4 else { return nil }
    var reader = Reader(bytes: bytes, position: start)
    let end = start + 4 + Int(reader.fixed(UInt32.self))
    guard bytes.count >= end else { return nil }
    var row: [Cell] = []
    while reader.position < end { row.append(cell(&reader)) }
    return (row, end)
  }

  private static func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .empty: bytes.append(Kind.empty.rawValue)
    case .text(let text): append(.text, text, to: &bytes)
    case .date(let date): append(.date, date, to: &bytes)
    case .boolean(let value): bytes.append((value ? Kind.yes : .no).rawValue)
    case .integer(let value): append(.integer, UInt64(bitPattern: value), to: &bytes)
    case .number(let value): append(.number, value.bitPattern, to: &bytes)
    case .money(let cents, let currency):
      append(.money, UInt64(bitPattern: cents), to: &bytes)
      append(currency, to: &bytes)
    case .link(let text, let target):
      append(.link, text, to: &bytes)
      append(target, to: &bytes)
    }
  }

  private static func append(_ kind: Kind, _ text: String, to bytes: inout [UInt8]) {
    bytes.append(kind.rawValue)
    append(text, to: &bytes)
  }

  private static func append(_ kind: Kind, _ value: UInt64, to bytes: inout [UInt8]) {
    bytes.append(kind.rawValue)
    append(value, to: &bytes)
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(UInt32(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  private static func append(_ target: LinkTarget, to bytes: inout [UInt8]) {
    let (kind, texts) = target.coded
    bytes.append(kind)
    append(UInt32(texts.count), to: &bytes)
    for text in texts { append(text, to: &bytes) }
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func cell(_ reader: inout Reader) -> Cell {
    guard let kind = Kind(rawValue: reader.fixed(UInt8.self)) else { preconditionFailure("a row of unknown cells") }
    return switch kind {
    case .empty: .empty
    case .text: .text(reader.text())
    case .date: .date(reader.text())
    case .no: .boolean(false)
    case .yes: .boolean(true)
    case .integer: .integer(Int64(bitPattern: reader.fixed(UInt64.self)))
    case .number: .number(Double(bitPattern: reader.fixed(UInt64.self)))
    case .money: .money(cents: Int64(bitPattern: reader.fixed(UInt64.self)), currency: reader.text())
    case .link: .link(reader.text(), to: reader.target())
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position: Int

    mutating func fixed<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
      let size = MemoryLayout<Value>.size
      defer { position += size }
      return bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: type)) }
    }

    mutating func target() -> LinkTarget {
      let (kind, count) = (fixed(UInt8.self), fixed(UInt32.self))
      return LinkTarget(kind: kind, texts: (0..<count).map { _ in text() })
    }

    mutating func text() -> String {
      let count = Int(fixed(UInt32.self))
      defer { position += count }
      return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }
  }
}
