import CSV
import Ecosystem
import TextLayout

/// Writes records of cells as comma-separated values; `CSVWriter` decides the form of a record.
///
/// Numbers have no grouping, dates are ISO 8601; delimiter, decimal mark and guarded formulas follow the style. Control characters, which
/// RFC 4180 does not allow in a field, are replaced by their pictures (U+2400…) except tab, carriage return and line feed.
struct CellCSVWriter {
  private let sink: ByteSink
  private let style: CSVStyle

  /// Makes a writer.
  ///
  /// - Parameter sink: where the records go; its owner flushes it.
  init(_ sink: ByteSink, _ style: CSVStyle = CSVStyle()) {
    self.sink = sink
    self.style = style
  }

  /// Writes a record of texts.
  func write(_ texts: [String]) throws { try write(record: texts.map(style.text)) }

  /// Writes a record of cells, where some columns hold money: these take two fields, amount and currency. An amount in
  /// another column is written with its currency behind it («16800000.00 EUR»).
  func write(_ cells: [Cell], moneyColumns: Set<Int>) throws {
    var fields: [String] = []
    fields.reserveCapacity(cells.count + moneyColumns.count)
    for (index, cell) in cells.enumerated() {
      if moneyColumns.contains(index) { fields += money(cell) } else { fields.append(field(cell)) }
    }
    try write(record: fields)
  }

  /// Writes a record; one with a long field is written piece by piece.
  private func write(record fields: [String]) throws {
    guard fields.contains(where: TextPieces.isLong) else {
      return try sink.write(CSVWriter.row(fields.map(Self.visible), delimiter: style.delimiter))
    }
    for (index, field) in fields.enumerated() {
      if index > 0 { try sink.write(byte: style.delimiter) }
      let isQuoted = CSVWriter.isQuoted(field, delimiter: style.delimiter)
      if isQuoted { try sink.write(byte: UInt8(ascii: "\"")) }
      for piece in TextPieces(field) {
        try RenderBudget.checkpoint()
        let text = Self.visible(piece.text)
        try sink.write(isQuoted ? CSVWriter.quotedPart(text) : text)
      }
      if isQuoted { try sink.write(byte: UInt8(ascii: "\"")) }
    }
    try sink.write("\r\n")
  }

  private func money(_ cell: Cell) -> [String] {
    guard case .money(let cents, let currency) = cell else { return [field(cell), ""] }
    return [style.number(Self.amount(cents)), style.text(currency)]
  }

  /// The two fields of a cell in a column of money, or the field of one in another column, as they stand in a record.
  func fields(_ cell: Cell, inMoneyColumn isMoney: Bool) -> [String] {
    (isMoney ? money(cell) : [field(cell)]).map { CSVWriter.field(Self.visible($0), delimiter: style.delimiter) }
  }

  private func field(_ cell: Cell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text), .date(let text), .link(let text, _): style.text(text)
    case .integer(let value): String(value)
    case .number(let value): value.isFinite ? style.number(JSONWriter.text(value)) : ""
    case .boolean(let value): value ? "true" : "false"
    case .money(let cents, let currency): style.text(style.number(Self.amount(cents)) + " " + currency)
    }
  }

  private static func visible(_ text: String) -> String {
    // Every control character contains one of these bytes.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { visible($0) }))
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let isAllowed = scalar == "\n" || scalar == "\r" || scalar == "\t"
    return scalar.properties.generalCategory == .control && !isAllowed ? SafeText.picture(of: scalar) : scalar
  }

  /// Cents as units with two decimals: 1234 gives 12.34.
  private static func amount(_ cents: Int64) -> String {
    let rest = cents.magnitude % 100
    return (cents < 0 ? "-" : "") + "\(cents.magnitude / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
