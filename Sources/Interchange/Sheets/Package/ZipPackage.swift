import Zip

/// The parts of a ZIP file by name.
struct ZipPackage: Sendable {
  private let bytes: FileBytes
  /// The names in lower case.
  let names: Set<String>
  /// Whether a part is encrypted by ZIP itself.
  let isEncrypted: Bool

  /// Lists the parts.
  ///
  /// - Throws: `.notASpreadsheet` when the file is no ZIP file, `.damaged`, `.tooLarge` for too many parts.
  init(_ bytes: FileBytes) throws(SheetError.Problem) {
    self.bytes = bytes
    let archive = try ZipArchive(bytes)
    var names: Set<String> = []
    var isEncrypted = false
    while let entry = try archive.next() {
      names.insert(entry.name)
      isEncrypted = isEncrypted || entry.isEncrypted
      if names.count > SheetLimits.partsMax { throw .tooLarge(part: "ZIP") }
    }
    (self.names, self.isEncrypted) = (names, isEncrypted)
  }

  /// Opens a part for reading.
  ///
  /// - Parameter bytesMax: the size beyond which it is refused; nil for that of a sheet.
  /// - Throws: `.damaged` when there is no such part.
  func part(_ name: String, bytesMax: Int? = nil) throws(SheetError.Problem) -> ZipPart {
    let plain = ZipArchive.plain(name)
    guard names.contains(plain) else { throw .damaged(part: name) }
    let archive = try ZipArchive(bytes)
    while let entry = try archive.next() {
      guard entry.name == plain else { continue }
      return ZipPart(name: name, archive: archive, bytesMax: bytesMax ?? SheetLimits.partBytesMax(fileBytes: bytes.size))
    }
    throw .damaged(part: name)
  }

  /// Reads an XML part through.
  func read(_ name: String, bytesMax: Int = SheetLimits.smallPartBytesMax, with handler: XMLHandler) throws(SheetError.Problem) {
    let reading = XMLPartReading(try part(name, bytesMax: bytesMax), handler)
    while try reading.advance() {}
  }
}

/// The uncompressed bytes of one part, read once from the beginning.
final class ZipPart {
  let name: String
  private let archive: ZipArchive
  private let bytesMax: Int
  private var byteCount = 0

  init(name: String, archive: ZipArchive, bytesMax: Int) {
    (self.name, self.archive, self.bytesMax) = (name, archive, bytesMax)
  }

  /// The place in the file up to which it was read, in bytes.
  var offset: Int { archive.offset }

  /// Reads the next bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SheetError.Problem) -> Int {
    let count = try archive.read(into: buffer, part: name)
    byteCount += count
    if byteCount > bytesMax { throw .tooLarge(part: name) }
    return count
  }
}
