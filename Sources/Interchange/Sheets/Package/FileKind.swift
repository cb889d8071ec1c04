import Encodings
import Zip

/// Tells the kinds of files apart that people take for spreadsheets.
enum FileKind {
  private static let zipMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// The mark of compound files: Excel until 2003, and every encrypted workbook.
  private static let compoundMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The name of the part with an encrypted workbook, as compound files write it.
  private static let encryptedName: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
  /// The number of bytes in which that name is searched, at the beginning and at the end of a file.
  private static let searchedBytes = 1 << 20

  static func isBeginning(_ bytes: some Sequence<UInt8>) -> Bool {
    let first = Array(bytes.prefix(compoundMark.count))
    return first.starts(with: zipMark) || first == compoundMark
  }

  /// Opens the file as a ZIP package that may be a spreadsheet.
  ///
  /// - Throws: the problem of a file that is none, with its kind where it is known.
  static func package(_ bytes: FileBytes) throws(SheetError.Problem) -> ZipPackage {
    let beginning = try read(bytes, from: 0, count: searchedBytes)
    if beginning.starts(with: compoundMark) { throw try isEncrypted(bytes, beginning) ? .encrypted : .otherFormat(.xls) }
    guard beginning.starts(with: zipMark) else { throw .notASpreadsheet }
    let package: ZipPackage
    do throws(SheetError.Problem) { package = try ZipPackage(bytes) } catch {
      throw error == .notASpreadsheet ? .damaged(part: "ZIP") : error
    }
    let names = package.names
    if names.contains("xl/workbook.bin") { throw .otherFormat(.xlsb) }
    if names.contains("index/document.iwa") || names.contains("index.zip") { throw .otherFormat(.numbers) }
    if package.isEncrypted || names.contains("encrypted-package") { throw .encrypted }
    return package
  }

  private static func isEncrypted(_ bytes: FileBytes, _ beginning: [UInt8]) throws(SheetError.Problem) -> Bool {
    if contains(beginning, encryptedName) { return true }
    return contains(try read(bytes, from: max(0, bytes.size - searchedBytes), count: searchedBytes), encryptedName)
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    var rest = bytes[...]
    while let position = rest.firstIndex(of: wanted[0]) {
      if rest[position...].starts(with: wanted) { return true }
      rest = rest[(position + 1)...]
    }
    return false
  }

  private static func read(_ bytes: FileBytes, from offset: Int, count: Int) throws(SheetError.Problem) -> [UInt8] {
    var found: [UInt8] = []
    do throws(ChunkFailure) {
      while found.count < count {
        let chunk = try bytes.read(offset + found.count, count - found.count)
        if chunk.isEmpty { break }
        found += chunk
      }
    } catch { throw .unreadable(error.reason) }
    return found
  }

  /// Refuses an OpenDocument file whose manifest says that its parts are encrypted.
  static func refuseEncrypted(_ package: ZipPackage) throws(SheetError.Problem) {
    guard package.names.contains("meta-inf/manifest.xml") else { return }
    let manifest = ManifestHandler()
    try package.read("META-INF/manifest.xml", with: manifest)
    if manifest.isEncrypted { throw .encrypted }
  }
}

/// Whether the manifest of an OpenDocument file names encrypted parts.
private final class ManifestHandler: XMLHandler {
  private(set) var isEncrypted = false

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "encryption-data" || name == "encrypted-key" { isEncrypted = true }
  }
}
