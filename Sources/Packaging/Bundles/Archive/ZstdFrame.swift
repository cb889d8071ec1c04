/// The outer container, checked before anything is decompressed: exactly one zstd frame and no bytes after it.
///
/// Source: RFC 8878. The frame must declare the size of its contents and carry their checksum, must not require a dictionary, nor
/// a window of more than 8 MiB. libarchive would also accept several frames, skippable ones and undeclared sizes; an auditor
/// would not see the bytes between them.
struct ZstdFrame {
  /// The size the frame declares for its contents, in bytes, 0 … ``BundleLimits/archiveBytesMax``.
  let contentBytes: Int
  /// The bytes of the frame's header, from the magic number on.
  let headerBytes: Int

  private static let blockBytesMax = 128 << 10

  /// Checks the frame.
  ///
  /// - Throws: `archive.too-large`, `archive.not-zstd`, `archive.bad-frame`, `archive.window-too-large`, `archive.damaged` (cut
  ///   off) or `archive.trailing-data`.
  init(checking packed: [UInt8]) throws(BundleError) {
    guard packed.count <= BundleLimits.packedBytesMax else {
      throw BundleError(.archiveTooLarge, found: "\(packed.count)", wanted: ["\(BundleLimits.packedBytesMax)"])
    }
    let header = try ZstdFrameHeader(packed)
    guard header.contentBytes != nil else { throw BundleError(.archiveBadFrame, found: "content size: none") }
    guard header.hasChecksum else { throw BundleError(.archiveBadFrame, found: "checksum: none") }
    try Self.checkSizes(header)
    contentBytes = Int(header.contentBytes ?? 0)
    headerBytes = header.bytes
    let end = try Self.endOfBlocks(packed, from: header.bytes) + 4
    guard packed.count >= end else { throw BundleError(.archiveDamaged, found: "\(packed.count)") }
    guard packed.count == end else { throw BundleError(.archiveTrailingData, found: "\(packed.count - end)") }
  }

  /// Writes size and checksum into a frame from a streaming compressor, which omits them.
  ///
  /// - Parameters:
  ///   - frame: one whole frame without dictionary.
  ///   - content: its contents.
  static func declaring(_ content: [UInt8], in frame: [UInt8]) throws(BundleError) -> [UInt8] {
    let header = try ZstdFrameHeader(frame)
    let end = try endOfBlocks(frame, from: header.bytes)
    let checksum = UInt32(truncatingIfNeeded: XXHash64.hash(content))
    let windowLog = header.windowDescriptor ?? ZstdFrameHeader.windowDescriptor(covering: content.count)
    var declared = ZstdFrameHeader.magic + [0b1000_0100, windowLog]
    declared += littleEndian(UInt32(content.count))
    declared += frame[header.bytes..<end]
    declared += littleEndian(checksum)
    return declared
  }

  private static func checkSizes(_ header: ZstdFrameHeader) throws(BundleError) {
    guard let size = header.contentBytes, size <= UInt64(BundleLimits.archiveBytesMax) else {
      let found = header.contentBytes.map { "\($0)" } ?? ""
      throw BundleError(.archiveTooLarge, found: found, wanted: ["\(BundleLimits.archiveBytesMax)"])
    }
    guard header.windowBytes <= UInt64(BundleLimits.windowBytesMax) else {
      throw BundleError(
        .archiveWindowTooLarge, found: "\(header.windowBytes)", wanted: ["\(BundleLimits.windowBytesMax)"])
    }
  }

  /// Walks the blocks without decompressing them and returns where the last one ends.
  private static func endOfBlocks(_ packed: [UInt8], from start: Int) throws(BundleError) -> Int {
    var offset = start
    while true {
      guard offset + 3 <= packed.count else { throw BundleError(.archiveDamaged, found: "\(packed.count)") }
      let head = Int(packed[offset]) | Int(packed[offset + 1]) << 8 | Int(packed[offset + 2]) << 16
      let (isLast, kind, size) = (head & 1 == 1, (head >> 1) & 3, head >> 3)
      guard kind != 3, size <= blockBytesMax else { throw BundleError(.archiveBadFrame, found: "block at \(offset)") }
      // A run-length block (kind 1) declares its decompressed size and holds one byte.
      offset += 3 + (kind == 1 ? 1 : size)
      guard offset <= packed.count else { throw BundleError(.archiveDamaged, found: "\(packed.count)") }
      if isLast { return offset }
    }
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

/// The header of a zstd frame, RFC 8878, section 3.1.1.1.
struct ZstdFrameHeader {
  /// The magic number of a frame.
  static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  /// The declared size of the contents; nil when the frame declares none.
  let contentBytes: UInt64?
  /// The window size, in bytes.
  let windowBytes: UInt64
  /// The byte that encodes the window size; nil when the whole content is the window.
  let windowDescriptor: UInt8?
  let hasChecksum: Bool
  /// The length of the header itself.
  let bytes: Int

  init(_ packed: [UInt8]) throws(BundleError) {
    guard packed.starts(with: Self.magic) else {
      throw BundleError(.archiveNotZstd, found: Hexadecimal.text(packed.prefix(4)))
    }
    guard packed.count > 4 else { throw BundleError(.archiveDamaged, found: "\(packed.count)") }
    let flags = packed[4]
    let isSingleSegment = flags & 0x20 != 0
    guard flags & 0x18 == 0, flags & 3 == 0 else {
      throw BundleError(.archiveBadFrame, found: "frame header " + Hexadecimal.text([flags]))
    }
    let sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][Int(flags >> 6)]
    let length = 5 + (isSingleSegment ? 0 : 1) + sizeBytes
    guard packed.count >= length else { throw BundleError(.archiveDamaged, found: "\(packed.count)") }
    let size = packed[(length - sizeBytes)..<length].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    // Two bytes encode sizes from 256 on, since one byte encodes smaller ones.
    contentBytes = sizeBytes == 0 ? nil : sizeBytes == 2 ? size + 256 : size
    windowDescriptor = isSingleSegment ? nil : packed[5]
    windowBytes = isSingleSegment ? size : Self.window(packed[5])
    hasChecksum = flags & 4 != 0
    bytes = length
  }

  /// Returns the descriptor of the smallest window of at least so many bytes.
  static func windowDescriptor(covering bytes: Int) -> UInt8 {
    (UInt8(0)...UInt8(255)).first { window($0) >= UInt64(bytes) } ?? 255
  }

  private static func window(_ descriptor: UInt8) -> UInt64 {
    let base = UInt64(1) << (10 + UInt64(descriptor >> 3))
    return base + base / 8 * UInt64(descriptor & 7)
  }
}
