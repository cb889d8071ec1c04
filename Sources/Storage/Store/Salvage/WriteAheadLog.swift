/// The log of a database in WAL mode (https://www.sqlite.org/fileformat2.html, 4): the place of the last committed version of
/// each page. Frames are valid as long as their salts and checksums are right, up to the last frame that ends a transaction.
struct WriteAheadLog {
  /// The offset in the log of the content of each page, by its number.
  private(set) var pages: [Int: Int] = [:]
  /// The page size in bytes; nil without a readable log.
  let pageSize: Int?

  private static let (headerBytes, frameHeaderBytes) = (32, 24)
  /// The first four bytes of a log; the last bit gives the byte order of the checksums.
  private static let magic = 0x377f_0682

  /// Reads a log.
  /// - Parameters:
  ///   - descriptor: the file; negative when there is none.
  ///   - pageSize: the page size of the database; a log of another size does not belong to it. Nil when it is unknown.
  init(descriptor: Int32, pageSize wanted: Int?) {
    let header = descriptor < 0 ? [] : PageSource.read(descriptor, Self.headerBytes, at: 0)
    guard header.count == Self.headerBytes, DatabaseHeader.number(header, 0, count: 4) & ~1 == Self.magic else {
      pageSize = nil
      return
    }
    let size = DatabaseHeader.number(header, 8, count: 4)
    guard DatabaseHeader.pageSizes.contains(size), wanted == nil || wanted == size else {
      pageSize = nil
      return
    }
    var sum = Checksum(isBigEndian: header[3] & 1 == 1)
    sum.add(header[..<24])
    guard sum.matches(header, at: 24) else {
      pageSize = nil
      return
    }
    pageSize = size
    readFrames(descriptor, Array(header[16..<24]), start: sum, size: size)
  }

  private mutating func readFrames(_ descriptor: Int32, _ salts: [UInt8], start: Checksum, size: Int) {
    var (sum, offset, waiting) = (start, Self.headerBytes, [Int: Int]())
    // A page number cannot exceed the size of the file plus the pages of the log; a wrong one would only cost memory.
    while waiting.count + pages.count <= PageSource.pagesMax {
      let frame = PageSource.read(descriptor, Self.frameHeaderBytes + size, at: offset)
      guard frame.count == Self.frameHeaderBytes + size, frame[8..<16].elementsEqual(salts) else { return }
      sum.add(frame[..<8])
      sum.add(frame[Self.frameHeaderBytes...])
      guard sum.matches(frame, at: 16) else { return }
      let (number, size) = (DatabaseHeader.number(frame, 0, count: 4), DatabaseHeader.number(frame, 4, count: 4))
      if number >= 1, number <= PageSource.pagesMax { waiting[number] = offset + Self.frameHeaderBytes }
      offset += frame.count
      guard size > 0 else { continue }
      pages.merge(waiting) { _, last in last }
      waiting.removeAll()
    }
  }

  /// The checksum of a log: two sums over pairs of 32-bit words, continued from frame to frame.
  struct Checksum {
    private var (first, second): (UInt32, UInt32) = (0, 0)
    private let isBigEndian: Bool

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Adds bytes, a multiple of 8.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBytes { raw in
        for offset in stride(from: 0, to: raw.count - 7, by: 8) {
          first &+= word(raw, offset) &+ second
          second &+= word(raw, offset + 4) &+ first
        }
      }
    }

    private func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
      let value = raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      return isBigEndian ? UInt32(bigEndian: value) : UInt32(littleEndian: value)
    }

    /// Whether the sums equal those at an offset, which are always big-endian.
    func matches(_ bytes: [UInt8], at offset: Int) -> Bool {
      DatabaseHeader.number(bytes, offset, count: 4) == Int(first) && DatabaseHeader.number(bytes, offset + 4, count: 4) == Int(second)
    }
  }
}
