/// Writes records of comma-separated values as RFC 4180 has them: CR LF after each, quotes where needed.
///
/// Texts are UTF-8 without a byte order mark. Numbers have a decimal point and no grouping, dates are ISO 8601.
/// Control characters, which the RFC does not allow in a field, are replaced by their pictures (U+2400…) except tab,
/// carriage return and line feed.
public struct CSVWriter {
  private let sink: ByteSink
  private let guardsFormulas: Bool

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - sink: where the records go; its owner flushes it.
  ///   - guardsFormulas: see ``RenderOptions/guardsFormulas``.
  public init(_ sink: ByteSink, guardsFormulas: Bool = false) {
    self.sink = sink
    self.guardsFormulas = guardsFormulas
  }

  /// Writes a record of texts.
  public func write(_ fields: [String]) throws {
    for (index, field) in fields.enumerated() {
      if index > 0 { try sink.write(byte: UInt8(ascii: ",")) }
      try write(text: field, isAlone: fields.count == 1)
    }
    try endRecord()
  }

  /// Writes a record of cells. An amount of money is written in units of the currency, followed by the currency
  /// («16800000.00 EUR»); see ``write(_:moneyColumns:)`` for amounts that stay numbers.
  public func write(_ cells: [Cell]) throws { try write(cells, moneyColumns: []) }

  /// Writes a record of cells, where some columns hold money: these take two fields, amount and currency.
  public func write(_ cells: [Cell], moneyColumns: Set<Int>) throws {
    for (index, cell) in cells.enumerated() {
      if index > 0 { try sink.write(byte: UInt8(ascii: ",")) }
      if moneyColumns.contains(index) {
        try writeMoney(cell)
      } else {
        try write(cell, isAlone: cells.count == 1)
      }
    }
    try endRecord()
  }

  private func endRecord() throws { try sink.write("\r\n") }

  private func writeMoney(_ cell: Cell) throws {
    guard case .money(let cents, let currency) = cell else {
      try write(cell, isAlone: false)
      return try sink.write(byte: UInt8(ascii: ","))
    }
    try sink.write(Self.amount(cents) + ",")
    try write(text: currency, isAlone: false)
  }

  private func write(_ cell: Cell, isAlone: Bool) throws {
    switch cell {
    case .empty: if isAlone { try sink.write("\"\"") }
    case .text(let text), .date(let text), .link(let text, _): try write(text: text, isAlone: isAlone)
    case .integer(let value): try sink.write(String(value))
    case .number(let value): if value.isFinite { try sink.write(JSONWriter.text(value)) }
    case .boolean(let value): try sink.write(value ? "true" : "false")
    case .money(let cents, let currency): try write(text: Self.amount(cents) + " " + currency, isAlone: isAlone)
    }
  }

  /// A record of one empty field is written with quotes: an empty line would be read as no record.
  private func write(text: String, isAlone: Bool) throws {
    if text.isEmpty {
      if isAlone { try sink.write("\"\"") }
      return
    }
    var text = text
    if guardsFormulas, Self.startsFormula(text) { text = "'" + text }
    guard text.utf8.contains(where: Self.needsCare) else { return try sink.write(text) }
    try sink.write(Self.quoted(text))
  }

  private static func needsCare(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == 0x7F || byte == 0xC2
  }

  private static func quoted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append("\"")
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.append("\"") }
      let isControl = scalar.properties.generalCategory == .control
      let isAllowed = scalar == "\n" || scalar == "\r" || scalar == "\t"
      result.append(isControl && !isAllowed ? SafeText.picture(of: scalar) : scalar)
    }
    result.append("\"")
    return String(result)
  }

  private static func startsFormula(_ text: String) -> Bool {
    text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
  }

  /// Cents as units with two decimals: 1234 gives 12.34.
  static func amount(_ cents: Int64) -> String {
    let rest = cents.magnitude % 100
    return (cents < 0 ? "-" : "") + "\(cents.magnitude / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
