/// Reads the rows of a table's leaf pages (https://www.sqlite.org/fileformat2.html, 1.6 and 2). Invalid sizes are refused before
/// memory of that size is allocated, and each overflow page belongs to one row only, so that the size of the file bounds the
/// work.
struct PayloadReader {
  /// Upper bound of the bytes of one row, as in the store.
  static let bytesMax = 64 << 20
  /// Upper bound of the columns of a row.
  static let columnsMax = 2_000

  private let source: PageSource
  /// The overflow pages that were read.
  private var used: PageSet

  init(_ source: PageSource) {
    self.source = source
    used = PageSet(count: source.pageCount)
  }

  /// Reads the values of the row in a cell of a table's leaf; nil when it is damaged.
  mutating func row(_ page: BTreePage, cell: Int) -> [SQLValue]? {
    var reader = VarintReader(page.bytes, at: cell, end: source.usableSize)
    guard let size = reader.next(), reader.next() != nil, size > 0, size <= Self.bytesMax,
      let payload = payload(page.bytes, at: reader.offset, size: Int(size))
    else { return nil }
    return Self.values(payload)
  }

  private mutating func payload(_ bytes: [UInt8], at offset: Int, size: Int) -> [UInt8]? {
    let usable = source.usableSize
    let inside = Self.bytesInside(size, usable)
    guard offset + inside <= usable else { return nil }
    let start = Array(bytes[offset..<(offset + inside)])
    if inside == size { return start }
    guard offset + inside + 4 <= usable else { return nil }
    return overflow(from: DatabaseHeader.number(bytes, offset + inside, count: 4), after: start, size)
  }

  private mutating func overflow(from first: Int, after start: [UInt8], _ size: Int) -> [UInt8]? {
    guard size <= source.pageCount * source.usableSize else { return nil }
    var (payload, next) = (start, first)
    while payload.count < size {
      guard next >= 1, next <= source.pageCount, used.insert(next), let page = source.page(next) else { return nil }
      let count = min(size - payload.count, source.usableSize - 4)
      payload += page[4..<(4 + count)]
      next = DatabaseHeader.number(page, 0, count: 4)
    }
    return payload
  }

  /// Returns the number of bytes of a row stored in the leaf itself.
  private static func bytesInside(_ size: Int, _ usable: Int) -> Int {
    let most = usable - 35
    if size <= most { return size }
    let least = (usable - 12) * 32 / 255 - 23
    let wanted = least + (size - least) % (usable - 4)
    return wanted <= most ? wanted : least
  }

  /// Parses the values of a record in SQLite's record format; nil when it is damaged.
  static func values(_ payload: [UInt8]) -> [SQLValue]? {
    var header = VarintReader(payload, at: 0, end: payload.count)
    guard let headerSize = header.next(), headerSize <= payload.count, headerSize >= 1 else { return nil }
    var (values, offset) = ([SQLValue](), Int(headerSize))
    header.end = Int(headerSize)
    while header.offset < header.end {
      guard values.count < columnsMax, let type = header.next(), let value = value(type, payload, offset: &offset) else { return nil }
      values.append(value)
    }
    return offset == payload.count ? values : nil
  }

  private static func value(_ type: Int64, _ payload: [UInt8], offset: inout Int) -> SQLValue? {
    guard let size = size(of: type), offset + size <= payload.count else { return nil }
    let bytes = payload[offset..<(offset + size)]
    offset += size
    switch type {
    case 0: return .null
    case 7: return .real(Double(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) }))
    case 8: return .integer(0)
    case 9: return .integer(1)
    case 1...6: return .integer(signed(bytes))
    case let type where type % 2 == 1: return String(validating: bytes, as: UTF8.self).map(SQLValue.text)
    default: return nil  // No table of records holds a BLOB.
    }
  }

  private static func size(of type: Int64) -> Int? {
    switch type {
    case 0, 8, 9: 0
    case 1...4: Int(type)
    case 5: 6
    case 6, 7: 8
    case 12...(Int64(bytesMax) * 2 + 13): Int((type - 12) / 2)
    default: nil
    }
  }

  private static func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
    bytes.dropFirst().reduce(Int64(Int8(bitPattern: bytes.first ?? 0))) { $0 << 8 | Int64($1) }
  }
}

/// Reads SQLite's variable-length integers, never past an end.
struct VarintReader {
  private let bytes: [UInt8]
  private(set) var offset: Int
  var end: Int

  init(_ bytes: [UInt8], at offset: Int, end: Int) { (self.bytes, self.offset, self.end) = (bytes, offset, min(end, bytes.count)) }

  /// Reads the next number; nil past the end, and for a negative one, which no size or type is. For a negative rowid it is nil
  /// too.
  mutating func next() -> Int64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard offset < end else { return nil }
      let byte = bytes[offset]
      offset += 1
      if index == 8 { return Int64(exactly: value << 8 | UInt64(byte)) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte & 0x80 == 0 { return Int64(exactly: value) }
    }
    return nil
  }
}

/// A set of page numbers, one bit each.
struct PageSet {
  private var words: [UInt64]

  /// An empty set for the pages 1 to `count`.
  init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

  func contains(_ page: Int) -> Bool { words[page / 64] & (1 << UInt64(page % 64)) != 0 }

  /// Adds a page.
  /// - Returns: whether it is new.
  mutating func insert(_ page: Int) -> Bool {
    if contains(page) { return false }
    words[page / 64] |= 1 << UInt64(page % 64)
    return true
  }
}
