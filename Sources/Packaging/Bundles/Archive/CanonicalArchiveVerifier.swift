import Foundation

/// Verifies that an archive is canonical: reads it with libarchive, encodes what it read canonically, and compares the bytes.
///
/// This one comparison refuses links, duplicate names, smuggled sizes, hidden entries, trailing data and every irregular header
/// without a list of them. It compares the encoding block by block, so that memory holds only one copy of the archive.
struct CanonicalArchiveVerifier {
  /// A file of the archive: its name and the range of its contents.
  typealias Extent = (name: String, bytes: Range<Int>)

  private let tar: UnsafeRawBufferPointer
  /// Number of bytes of the archive compared so far.
  private var offset = 0
  private var extents: [Extent] = []

  private init(_ tar: UnsafeRawBufferPointer) { self.tar = tar }

  /// Verifies an archive.
  ///
  /// - Returns: its files in order.
  /// - Throws: a ``BundleError`` of the `archive` group.
  static func verify(_ tar: [UInt8]) throws(BundleError) -> [Extent] {
    var outcome: Result<[Extent], BundleError> = .failure(BundleError(.archiveNotTar))
    tar.withUnsafeBytes { bytes in
      outcome = Result { () throws(BundleError) in
        var verifier = CanonicalArchiveVerifier(bytes)
        return try verifier.run()
      }
    }
    return try outcome.get()
  }

  private mutating func run() throws(BundleError) -> [Extent] {
    try requireTar()
    do {
      let reader = try TarReader(tar)
      while let entry = try reader.next() { try take(entry, from: reader) }
    } catch let refusal as BundleError {
      throw refusal
    } catch TarReader.Stop.odd(let words) {
      throw BundleError(.archiveNotCanonical, found: words)
    } catch TarReader.Stop.unreadable(let words) {
      throw BundleError(.archiveNotCanonical, found: words)
    } catch { throw BundleError(.archiveNotCanonical) }
    try requireEnd()
    return extents
  }

  /// Detects other file formats, for a precise error. libarchive would try many guesses.
  private func requireTar() throws(BundleError) {
    let first = tar.prefix(CanonicalTar.blockBytes)
    let isEmpty = first.allSatisfy { $0 == 0 }
    guard first.count == CanonicalTar.blockBytes, isEmpty || first[257..<262].elementsEqual("ustar".utf8) else {
      throw BundleError(.archiveNotTar, found: Hexadecimal.text(tar.prefix(8)))
    }
  }

  private mutating func take(_ entry: TarReader.Entry, from reader: TarReader) throws {
    guard extents.count < BundleLimits.filesMax else {
      throw BundleError(.archiveTooManyFiles, wanted: ["\(BundleLimits.filesMax)"])
    }
    guard let name = entry.name else { throw BundleError(.archiveBadName, found: "entry \(extents.count + 1)") }
    guard entry.isRegularFile else { throw BundleError(.archiveNotRegular, in: name, found: name) }
    try EntryName.check(name)
    try requireOrder(name)
    guard entry.size <= Int64(BundleLimits.fileBytesMax) else {
      throw BundleError(.archiveTooLarge, in: name, found: "\(entry.size)", wanted: ["\(BundleLimits.fileBytesMax)"])
    }
    guard entry.size >= 0 else { throw BundleError(.archiveNotCanonical, in: name, found: "size") }
    let size = Int(entry.size)
    try require(CanonicalTar.header(name: name, size: size), name, part: "header")
    let contents = offset..<offset + size
    try requireContents(contents, name, reader: reader)
    offset = contents.upperBound
    try require([UInt8](repeating: 0, count: CanonicalTar.paddingBytes(size: size)), name, part: "padding")
    extents.append((name, contents))
  }

  private func requireOrder(_ name: String) throws(BundleError) {
    guard let last = extents.last?.name else { return }
    if last == name { throw BundleError(.archiveDuplicateName, in: name, found: name) }
    guard last.utf8.lexicographicallyPrecedes(name.utf8) else {
      throw BundleError(.archiveNotCanonical, in: name, found: "order: \(last), \(name)")
    }
  }

  /// Compares the contents that libarchive reads with the bytes at their place in the canonical archive.
  private func requireContents(_ range: Range<Int>, _ name: String, reader: TarReader) throws {
    guard range.upperBound <= tar.count else { throw BundleError(.archiveNotCanonical, in: name, found: "size") }
    var taken = 0
    let isSame = try reader.forEachPiece { piece, position in
      guard position == Int64(taken), taken + piece.count <= range.count else { return false }
      let here = UnsafeRawBufferPointer(
        rebasing: tar[range.lowerBound + taken..<range.lowerBound + taken + piece.count])
      taken += piece.count
      return Self.isSame(here, piece)
    }
    guard isSame, taken == range.count else { throw BundleError(.archiveNotCanonical, in: name, found: "contents") }
  }

  private mutating func require(_ bytes: [UInt8], _ name: String, part: String) throws(BundleError) {
    let isSame = bytes.withUnsafeBytes { wanted in
      offset + wanted.count <= tar.count
        && Self.isSame(UnsafeRawBufferPointer(rebasing: tar[offset..<offset + wanted.count]), wanted)
    }
    guard isSame else {
      throw BundleError(.archiveNotCanonical, in: name, found: "\(part), offset \(offset)")
    }
    offset += bytes.count
  }

  private static func isSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return left.isEmpty }
    return memcmp(a, b, left.count) == 0
  }

  private func requireEnd() throws(BundleError) {
    let rest = tar[offset...]
    guard rest.count == CanonicalTar.endBytes, rest.allSatisfy({ $0 == 0 }) else {
      throw BundleError(.archiveNotCanonical, found: "end, offset \(offset)")
    }
  }
}
