/// A page of a table or an index (https://www.sqlite.org/fileformat2.html, 1.6). Every offset in the page is checked against its
/// bounds before it is used.
struct BTreePage {
  /// The type of the page, by its first byte.
  enum Kind: UInt8 {
    case indexInterior = 2
    case tableInterior = 5
    case indexLeaf = 10
    case tableLeaf = 13

    var isInterior: Bool { self == .indexInterior || self == .tableInterior }
  }

  let kind: Kind
  let bytes: [UInt8]
  /// The offsets of the cells.
  let cells: [Int]
  /// The last child of an interior page.
  let rightChild: Int
  /// Number of cells whose offset is outside of the page.
  let cellsLost: Int

  /// Reads a page; nil when it is not one of a table or an index.
  /// - Parameters:
  ///   - number: its number, from 1; the first page begins with the header of the file.
  ///   - usableSize: number of bytes of a page that SQLite uses.
  init?(_ bytes: [UInt8], number: Int, usableSize: Int) {
    let start = number == 1 ? DatabaseHeader.byteCount : 0
    guard bytes.count >= usableSize, start + 12 <= usableSize, let kind = Kind(rawValue: bytes[start]) else { return nil }
    let pointers = start + (kind.isInterior ? 12 : 8)
    let count = DatabaseHeader.number(bytes, start + 3, count: 2)
    let content = DatabaseHeader.number(bytes, start + 5, count: 2)
    // The content begins after the pointers; an offset of 65,536 is written as 0.
    guard pointers + 2 * count <= usableSize, content == 0 || content >= pointers + 2 * count || count == 0 else { return nil }
    (self.kind, self.bytes) = (kind, bytes)
    rightChild = kind.isInterior ? DatabaseHeader.number(bytes, start + 8, count: 4) : 0
    let places = (0..<count).map { DatabaseHeader.number(bytes, pointers + 2 * $0, count: 2) }
    cells = places.filter { $0 >= pointers + 2 * count && $0 + 4 <= usableSize }
    cellsLost = count - cells.count
  }

  /// The child pages of an interior page; empty for a leaf.
  var children: [Int] {
    guard kind.isInterior else { return [] }
    return cells.map { DatabaseHeader.number(bytes, $0, count: 4) } + [rightChild]
  }
}
