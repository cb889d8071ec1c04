/// A cell of an OpenDocument spreadsheet while it is read: its typed value, and its text from paragraphs and spans.
struct ODSCell {
  /// Number of equal cells side by side.
  let count: Int
  private let type: String
  private let stored: String
  private let currency: String?
  private let hasFormula: Bool
  private let isError: Bool
  private let span: (columns: Int, rows: Int)
  private let dates: DateSystem

  private var text: [UInt8] = []
  private var isInParagraph = false
  private var hasParagraph = false
  /// Number of elements open around the place whose text is not the cell's: comments, drawings.
  private var skipped = 0

  /// - Parameter dates: the first day of the file's dates that are numbers.
  init(_ attributes: XMLAttributes, dates: DateSystem) {
    self.dates = dates
    count = max(1, attributes.count("number-columns-repeated") ?? 1)
    type = attributes.text("value-type", prefix: "office") ?? ""
    let name: StaticString =
      switch type {
      case "date": "date-value"
      case "time": "time-value"
      case "boolean": "boolean-value"
      case "string": "string-value"
      default: "value"
      }
    stored = attributes.text(name, prefix: "office") ?? ""
    currency = attributes.text("currency", prefix: "office")
    hasFormula = attributes.bytes("formula") != nil
    isError = attributes.text("value-type", prefix: "calcext") == "error"
    span = (attributes.count("number-columns-spanned") ?? 1, attributes.count("number-rows-spanned") ?? 1)
  }

  /// Takes the start of an element inside the cell.
  /// - Returns: whether it belongs to the cell's text; tables inside of cells do too, and are left out.
  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
    if skipped > 0 || name == "annotation" || name == "table" || name == "frame" || name == "ruby-text" {
      skipped += 1
      return true
    }
    switch name {
    case "p", "h":
      if hasParagraph { text.append(UInt8(ascii: "\n")) }
      (isInParagraph, hasParagraph) = (true, true)
    case "s": text += [UInt8](repeating: UInt8(ascii: " "), count: min(1_000, attributes.count("c") ?? 1))
    case "tab": text.append(UInt8(ascii: "\t"))
    case "line-break": text.append(UInt8(ascii: "\n"))
    default: break
    }
    return true
  }

  /// Takes the end of an element inside the cell.
  /// - Returns: false for the end of the cell itself.
  mutating func end(_ name: XMLName) -> Bool {
    if skipped > 0 {
      skipped -= 1
      return true
    }
    if name == "table-cell" || name == "covered-table-cell" { return false }
    if name == "p" || name == "h" { isInParagraph = false }
    return true
  }

  /// Takes a piece of text; runs of blanks and line ends count as one blank.
  /// - Returns: false when the text is too long.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isInParagraph, skipped == 0 else { return true }
    for byte in bytes {
      let isBlank = byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
      if !isBlank { text.append(byte) } else if text.last != 0x20, text.last != 0x0A { text.append(0x20) }
    }
    return text.count <= SheetLimits.cellBytesMax
  }

  /// Returns the merged cells that begin at a place; nil for a cell of its own.
  func spanned(at first: CellName) -> MergedCells? {
    guard span.columns > 1 || span.rows > 1 else { return nil }
    let last = CellName(
      column: min(SheetLimits.columnsMax, first.column + span.columns) - 1, row: min(SheetLimits.rowsMax, first.row + span.rows - 1))
    return MergedCells(first: first, last: last)
  }

  private var shown: String { String(decoding: text, as: UTF8.self) }

  /// The value; nil for an empty cell.
  var value: SheetValue? {
    if isError || hasFormula && (shown.hasPrefix("#") || shown.hasPrefix("Err:")) { return .error(shown) }
    switch type {
    case "float", "currency", "percentage": return Double(stored).flatMap { $0.isFinite ? number($0) : nil } ?? .text(shown)
    case "date": return .date(Self.date(stored))
    case "time": return Self.time(stored).map(SheetValue.date) ?? .text(shown)
    case "boolean": return .boolean(stored == "true")
    default:
      let text = stored.isEmpty ? shown : stored
      if text.isEmpty { return hasFormula && type.isEmpty ? .formulaWithoutValue : nil }
      return .text(text)
    }
  }

  private func number(_ value: Double) -> SheetValue {
    switch type {
    case "percentage": return .number(StoredNumber(value, style: .percent))
    case "currency": return .number(StoredNumber(value, style: currency.map(StoredNumber.Style.money) ?? .plain))
    default:
      // A format of digits only, such as `00000` for postcodes, shows in the text.
      let digits = shown.utf8.filter { (0x30...0x39).contains($0) }
      let hasOnlyDigits = shown.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x20 || $0 == 0x2D }
      if hasOnlyDigits, shown.utf8.first == UInt8(ascii: "0"), digits.count > 1, Double(String(decoding: digits, as: UTF8.self)) == value,
        let mask = DigitMask(FormatToken.tokens(of: String(shown.map { $0.isNumber ? "0" : $0 })))
      {
        return .number(StoredNumber(value, style: .digits(mask)))
      }
      return .number(StoredNumber(value, dates: dates))
    }
  }

  /// Returns a date without its midnight and without a fraction of zeros.
  private static func date(_ text: String) -> String {
    let plain = text.split(separator: ".", maxSplits: 1)
    let isWhole = plain.count == 2 && plain[1].utf8.allSatisfy { $0 == UInt8(ascii: "0") }
    let date = isWhole ? String(plain[0]) : text
    return date.hasSuffix("T00:00:00") ? String(date.dropLast(9)) : date
  }

  /// Returns `14:30:00` for `PT14H30M00S`; nil for a duration of a day or more.
  private static func time(_ text: String) -> String? {
    guard text.hasPrefix("PT") else { return nil }
    var (parts, digits) = ([UInt8: String](), "")
    for byte in text.utf8.dropFirst(2) {
      if (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") {
        digits.append(Character(Unicode.Scalar(byte)))
      } else {
        parts[byte] = digits
        digits = ""
      }
    }
    guard let hours = Int(parts[UInt8(ascii: "H")] ?? "0"), hours < 24, let minutes = Int(parts[UInt8(ascii: "M")] ?? "0"), minutes < 60,
      let seconds = Double(parts[UInt8(ascii: "S")] ?? "0"), seconds < 60
    else { return nil }
    let milliseconds = Double((hours * 60 + minutes) * 60) + seconds
    return DateSystem.of1900.text(milliseconds / 86_400, hasDate: false, hasTime: true)
  }
}
