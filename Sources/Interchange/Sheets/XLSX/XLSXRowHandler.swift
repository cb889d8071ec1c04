/// Collects the rows of a worksheet (ISO/IEC 29500-1, 18.3).
final class XLSXRowHandler: RowHandler {
  private let texts: SharedTexts
  private let looks: [NumberLook]
  private let dates: DateSystem

  private var row = 0
  private var column = -1
  private var isInRows = false
  private var cell = Cell()
  private var value: [UInt8] = []
  private var isInValue = false

  /// The cell being read.
  private struct Cell {
    var type: Kind = .number
    var look = 0
    var hasFormula = false
    var text = RichText()
  }

  /// The type of a cell, its attribute `t`.
  private enum Kind {
    case number, shared, inline, formulaText, boolean, error, date

    init(_ name: UnsafeBufferPointer<UInt8>?) {
      switch (name?.count, name?.first) {
      case (1, UInt8(ascii: "s")): self = .shared
      case (9, UInt8(ascii: "i")): self = .inline
      case (3, UInt8(ascii: "s")): self = .formulaText
      case (1, UInt8(ascii: "b")): self = .boolean
      case (1, UInt8(ascii: "e")): self = .error
      case (1, UInt8(ascii: "d")): self = .date
      default: self = .number
      }
    }
  }

  init(texts: SharedTexts, looks: [NumberLook], dates: DateSystem) {
    (self.texts, self.looks, self.dates) = (texts, looks, dates)
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "c" where isInRows: startCell(attributes)
    case "v" where isInRows:
      isInValue = true
      value.removeAll(keepingCapacity: true)
    case "f" where isInRows: cell.hasFormula = true
    case "t" where isInRows, "rPh" where isInRows: cell.text.start(name)
    case "row" where isInRows: startRow(attributes)
    case "sheetData": isInRows = true
    case "mergeCell": readMerge(attributes)
    default: break
    }
  }

  override func end(_ name: XMLName) {
    switch name {
    case "c" where isInRows: endCell()
    case "v": isInValue = false
    case "t" where isInRows, "rPh" where isInRows: cell.text.end(name)
    case "row" where isInRows: endRow(number: row)
    case "sheetData": isInRows = false
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInValue {
      value += bytes
      if value.count > SheetLimits.cellBytesMax { problem = .cellTooLong }
    } else if cell.type == .inline, !cell.text.take(bytes) {
      problem = .cellTooLong
    }
  }

  // MARK: Places

  private func startRow(_ attributes: XMLAttributes) {
    let given = attributes.bytes("r")
    let number = given.flatMap(XMLAttributes.count) ?? row + 1
    guard number > row, number <= SheetLimits.rowsMax else {
      return problem = .outsideGrid(given.map { String(decoding: $0.prefix(24), as: UTF8.self) } ?? "\(number)")
    }
    (row, column) = (number, -1)
  }

  private func startCell(_ attributes: XMLAttributes) {
    cell = Cell(type: Kind(attributes.bytes("t")), look: attributes.count("s") ?? 0)
    value.removeAll(keepingCapacity: true)
    guard let given = attributes.bytes("r") else { return place(column + 1) }
    guard let name = CellName(given), name.row == row else {
      return problem = .outsideGrid(String(decoding: given.prefix(24), as: UTF8.self))
    }
    place(name.column)
  }

  private func place(_ next: Int) {
    guard next > column, next < SheetLimits.columnsMax else {
      return problem = .outsideGrid(CellName.letters(of: next) + "\(row)")
    }
    column = next
  }

  private func readMerge(_ attributes: XMLAttributes) {
    guard let range = attributes.bytes("ref") else { return }
    let ends = range.split(separator: UInt8(ascii: ":"))
    guard ends.count == 2, let first = CellName(ends[0]), let last = CellName(ends[1]) else { return }
    merge(first, last)
  }

  // MARK: Values

  override func sharedText(_ index: Int) -> String { texts[index] ?? "" }

  private func endCell() {
    defer { cell = Cell() }
    if cell.type == .shared, let index = value.withUnsafeBufferPointer(XMLAttributes.count), let size = texts.size(index) {
      if size > 0 { add(.shared(index), column: column, bytes: size) }
      return
    }
    guard let value = cellValue() else { return }
    add(.own(value), column: column, bytes: value.isText ? value.text.utf8.count : 0)
  }

  private func cellValue() -> SheetValue? {
    let text = String(decoding: value, as: UTF8.self)
    switch cell.type {
    case .inline: return Self.text(cell.text.bytes)
    case .formulaText: return Self.text(RichText.decoded(value))
    case .shared: return missing()
    case .boolean: return text.isEmpty ? missing() : .boolean(text == "1" || text == "true")
    case .error: return .error(text)
    case .date: return text.isEmpty ? missing() : .date(Self.iso(text))
    case .number:
      guard let number = Double(text), number.isFinite else { return text.isEmpty ? missing() : .text(text) }
      return (looks.indices.contains(cell.look) ? looks[cell.look] : .number(.plain)).value(number, dates)
    }
  }

  private func missing() -> SheetValue? { cell.hasFormula ? .formulaWithoutValue : nil }

  private static func text(_ bytes: [UInt8]) -> SheetValue? { bytes.isEmpty ? nil : .text(String(decoding: bytes, as: UTF8.self)) }

  /// Returns a date without its midnight.
  private static func iso(_ text: String) -> String { text.hasSuffix("T00:00:00") ? String(text.dropLast(9)) : text }
}
