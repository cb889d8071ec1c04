import CSV
import TextLayout

/// Writes the rows of a spool as comma-separated values, from their bytes: texts and numbers that stand in a record as they are do not
/// become strings. The records are those of `CellCSVWriter`, byte by byte; it writes all others.
struct CodedRowWriter: ~Copyable {
  /// The properties of the bytes of a field.
  private struct Traits: OptionSet {
    var rawValue: UInt8
    /// The field needs quotes.
    static let needsQuotes = Traits(rawValue: 1)
    /// The field changes before it is written: a control character is replaced, a quote doubled.
    static let isSpecial = Traits(rawValue: 2)
    /// The first byte of a character from U+0080 to U+00BF, the first half of which are controls.
    static let mayBeControl = Traits(rawValue: 4)
    /// A text that begins with it may be a formula, or one with an apostrophe in front.
    static let isSign = Traits(rawValue: 8)
  }

  private let sink: ByteSink
  private let style: CSVStyle
  private let writer: CellCSVWriter
  /// For each column, whether it holds money, which takes two fields.
  private let moneyColumns: [Bool]
  private let traits: UnsafeMutablePointer<Traits>
  private var record = ByteBuffer()

  init(_ sink: ByteSink, _ style: CSVStyle, moneyColumns: [Bool]) {
    self.sink = sink
    self.style = style
    self.moneyColumns = moneyColumns
    writer = CellCSVWriter(sink, style)
    traits = .allocate(capacity: 256)
    for byte in UInt8.min...UInt8.max { (traits + Int(byte)).initialize(to: Self.traits(of: byte, style)) }
  }

  deinit { traits.deallocate() }

  private static func traits(of byte: UInt8, _ style: CSVStyle) -> Traits {
    var traits: Traits = byte == style.delimiter ? .needsQuotes : []
    if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") { traits.insert(.isSpecial) }
    if byte == 0xC2 { traits.insert(.mayBeControl) }
    if "=+-@'".utf8.contains(byte) { traits.insert(.isSign) }
    return traits
  }

  /// Writes a row; missing cells are empty, cells beyond the last column are left out.
  mutating func write(_ row: CodedRow) throws {
    record.truncate(to: 0)
    var rest = row
    for index in 0..<moneyColumns.count {
      if index > 0 { record.append(style.delimiter) }
      guard append(rest.nextCell() ?? .empty, moneyColumns[index]) else { return try writeCells(of: row) }
    }
    // As CSVWriter: an empty line would be read as no row.
    if record.isEmpty, moneyColumns.count == 1 { record.append("\"\"") }
    record.append("\r\n")
    try sink.write(record.bytes)
  }

  /// Writes a row with a long text, piece by piece.
  private func writeCells(of row: CodedRow) throws {
    var cells = Array(row.cells().prefix(moneyColumns.count))
    while cells.count < moneyColumns.count { cells.append(.empty) }
    try writer.write(cells, moneyColumns: Set(moneyColumns.indices.filter { moneyColumns[$0] }))
  }

  /// Appends the fields of a cell.
  ///
  /// - Returns: false for a long text.
  private mutating func append(_ cell: CodedCell, _ isMoney: Bool) -> Bool {
    switch cell {
    case .empty: break
    case .text(let text), .date(let text), .link(let text, _):
      if text.count >= TextPieces.bytesMax { return false }
      let traits = traits(of: text)
      if traits.contains(.isSpecial) || startsWithSign(text) { return append(fieldsOf: cell, isMoney) }
      append(text, isQuoted: traits.contains(.needsQuotes))
    case .integer(let value): append(value)
    case .boolean, .number: return append(fieldsOf: cell, isMoney)
    case .money(_, let currency):
      if currency.count >= TextPieces.bytesMax - 32 { return false }
      return append(fieldsOf: cell, isMoney)
    }
    if isMoney { record.append(style.delimiter) }
    return true
  }

  private mutating func append(fieldsOf cell: CodedCell, _ isMoney: Bool) -> Bool {
    for (index, field) in writer.fields(Cell(cell), inMoneyColumn: isMoney).enumerated() {
      if index > 0 { record.append(style.delimiter) }
      record.append(field)
    }
    return true
  }

  private mutating func append(_ integer: Int64) {
    var digits = String(integer)
    digits.withUTF8 { append($0, isQuoted: traits(of: $0).contains(.needsQuotes)) }
  }

  private mutating func append(_ field: UnsafeBufferPointer<UInt8>, isQuoted: Bool) {
    if isQuoted { record.append(UInt8(ascii: "\"")) }
    record.append(field)
    if isQuoted { record.append(UInt8(ascii: "\"")) }
  }

  private func startsWithSign(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.first.map { traits[Int($0)].contains(.isSign) } ?? false
  }

  private func traits(of field: UnsafeBufferPointer<UInt8>) -> Traits {
    guard let first = field.first, let last = field.last else { return [] }
    var all = Traits()
    for byte in field { all.rawValue |= traits[Int(byte)].rawValue }
    let blank = UInt8(ascii: " ")
    if first == blank || last == blank { all.insert(.needsQuotes) }
    if all.contains(.mayBeControl), Self.holdsControl(field) { all.insert(.isSpecial) }
    return all
  }

  /// Whether a text holds a character from U+0080 to U+009F.
  private static func holdsControl(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    zip(text, text.dropFirst()).contains { $0 == 0xC2 && $1 < 0xA0 }
  }
}
