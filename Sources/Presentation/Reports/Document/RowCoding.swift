/// The kinds of coded cells. A row is coded as the length of its cells in four bytes, then the cells, each a kind and what belongs to
/// it. Only this process reads coded rows, so nothing in them is checked.
private enum CellKind: UInt8 {
  case empty, text, integer, number, money, date, no, yes, link
}

/// Codes rows one behind the other.
package struct RowEncoder: ~Copyable {
  private(set) var bytes = ByteBuffer()
  private var start = 0

  init() {}

  /// Begins a row.
  mutating func begin() {
    start = bytes.count
    bytes.append(littleEndian: UInt32(0))
  }

  /// Ends the row.
  ///
  /// - Returns: the number of bytes it takes.
  mutating func end() -> Int {
    bytes.store(UInt32(bytes.count - start - 4), at: start)
    return bytes.count - start
  }

  /// Drops the row that was begun last.
  mutating func cancel() { bytes.truncate(to: start) }

  /// Drops all rows, and keeps the capacity.
  mutating func removeAll() { bytes.truncate(to: 0) }

  /// Adds an empty cell to the row.
  package mutating func appendEmpty() { bytes.append(CellKind.empty.rawValue) }

  /// Adds a text in UTF-8, which is not empty.
  package mutating func append(text: UnsafeBufferPointer<UInt8>) { append(.text, text) }

  /// Adds a date.
  package mutating func append(date: UnsafeBufferPointer<UInt8>) { append(.date, date) }

  /// Adds a Boolean.
  package mutating func append(_ flag: Bool) { bytes.append((flag ? CellKind.yes : .no).rawValue) }

  /// Adds an integer.
  package mutating func append(_ integer: Int64) { append(.integer, UInt64(bitPattern: integer)) }

  /// Adds a number.
  package mutating func append(_ number: Double) { append(.number, number.bitPattern) }

  /// Adds a cell.
  mutating func append(_ cell: Cell) {
    switch cell {
    case .empty: appendEmpty()
    case .text(let text): append(.text, text)
    case .date(let date): append(.date, date)
    case .boolean(let value): append(value)
    case .integer(let value): append(value)
    case .number(let value): append(value)
    case .money(let cents, let currency):
      append(.money, UInt64(bitPattern: cents))
      append(currency)
    case .link(let text, let target):
      append(.link, text)
      append(target)
    }
  }

  private mutating func append(_ kind: CellKind, _ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(tag: kind.rawValue, counted: text)
  }

  private mutating func append(_ kind: CellKind, _ text: String) {
    bytes.append(kind.rawValue)
    append(text)
  }

  private mutating func append(_ kind: CellKind, _ value: UInt64) {
    bytes.append(kind.rawValue)
    bytes.append(littleEndian: value)
  }

  private mutating func append(_ text: String) {
    bytes.append(littleEndian: UInt32(text.utf8.count))
    bytes.append(text)
  }

  private mutating func append(_ target: LinkTarget) {
    let (kind, texts) = target.coded
    bytes.append(kind)
    bytes.append(littleEndian: UInt32(texts.count))
    for text in texts { append(text) }
  }
}

/// A cell of a coded row; its bytes are valid while those of the row are.
enum CodedCell {
  case empty
  case text(UnsafeBufferPointer<UInt8>)
  case date(UnsafeBufferPointer<UInt8>)
  case integer(Int64)
  case number(Double)
  case boolean(Bool)
  case money(cents: Int64, currency: UnsafeBufferPointer<UInt8>)
  case link(UnsafeBufferPointer<UInt8>, CodedTarget)
}

/// The target of a link in a coded row, read only where it is needed.
struct CodedTarget {
  fileprivate let start: UnsafeRawPointer

  /// The target.
  var target: LinkTarget {
    var reader = CodedReader(start)
    let (kind, count) = (reader.fixed(UInt8.self), reader.fixed(UInt32.self))
    return LinkTarget(kind: kind, texts: (0..<count).map { _ in String(decoding: reader.text(), as: UTF8.self) })
  }
}

/// Reads the parts of a coded row one behind the other.
private struct CodedReader {
  private(set) var next: UnsafeRawPointer

  init(_ start: UnsafeRawPointer) { next = start }

  mutating func fixed<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
    defer { next += MemoryLayout<Value>.size }
    return Value(littleEndian: next.loadUnaligned(as: type))
  }

  mutating func text() -> UnsafeBufferPointer<UInt8> {
    let count = Int(fixed(UInt32.self))
    defer { next += count }
    return UnsafeBufferPointer(start: next.assumingMemoryBound(to: UInt8.self), count: count)
  }

  mutating func target() -> CodedTarget {
    let target = CodedTarget(start: next)
    _ = fixed(UInt8.self)
    for _ in 0..<fixed(UInt32.self) { _ = text() }
    return target
  }
}

/// The cells of a coded row, read one by one; valid while its bytes are.
struct CodedRow {
  private var reader: CodedReader
  private let end: UnsafeRawPointer

  /// Returns the row that begins at an offset, and where it ends; nil when it is not all there.
  init?(in bytes: UnsafeRawBufferPointer, at start: inout Int) {
    guard bytes.count - start >= 4, let base = bytes.baseAddress else { return nil }
    let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    guard bytes.count - start - 4 >= length else { return nil }
    reader = CodedReader(base + start + 4)
    end = base + start + 4 + length
    start += 4 + length
  }

  /// Returns the next cell; nil behind the last.
  mutating func nextCell() -> CodedCell? {
    guard reader.next < end else { return nil }
    guard let kind = CellKind(rawValue: reader.fixed(UInt8.self)) else { preconditionFailure("a row of unknown cells") }
    return switch kind {
    case .empty: .empty
    case .text: .text(reader.text())
    case .date: .date(reader.text())
    case .no: .boolean(false)
    case .yes: .boolean(true)
    case .integer: .integer(Int64(bitPattern: reader.fixed(UInt64.self)))
    case .number: .number(Double(bitPattern: reader.fixed(UInt64.self)))
    case .money: .money(cents: Int64(bitPattern: reader.fixed(UInt64.self)), currency: reader.text())
    case .link: .link(reader.text(), reader.target())
    }
  }

  /// All its cells.
  func cells() -> [Cell] {
    var (rest, cells) = (self, [Cell]())
    while let cell = rest.nextCell() { cells.append(Cell(cell)) }
    return cells
  }
}

extension Cell {
  init(_ cell: CodedCell) {
    self =
      switch cell {
      case .empty: .empty
      case .text(let text): .text(String(decoding: text, as: UTF8.self))
      case .date(let date): .date(String(decoding: date, as: UTF8.self))
      case .boolean(let value): .boolean(value)
      case .integer(let value): .integer(value)
      case .number(let value): .number(value)
      case .money(let cents, let currency): .money(cents: cents, currency: String(decoding: currency, as: UTF8.self))
      case .link(let text, let coded): .link(String(decoding: text, as: UTF8.self), to: coded.target)
      }
  }
}
