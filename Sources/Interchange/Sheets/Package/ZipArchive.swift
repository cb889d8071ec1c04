import Zip

/// The entries of a ZIP file under the names and with the errors of a spreadsheet.
final class ZipArchive {
  /// One entry.
  struct Entry {
    /// The name in lower case with `/` between folders; empty for one that cannot be decoded.
    var name: String
    var isEncrypted: Bool
  }

  private let reader: ZipReader

  /// Opens the file.
  ///
  /// - Throws: `SheetError.Problem.notASpreadsheet` when it is no ZIP file.
  init(_ bytes: FileBytes) throws(SheetError.Problem) {
    do throws(ZipFailure) { reader = try ZipReader(bytes) } catch { throw Self.problem(error, part: "ZIP") }
  }

  /// The place in the file up to which it was read, in bytes.
  var offset: Int { reader.offset }

  /// Goes to the next entry; nil at the end.
  ///
  /// - Throws: `SheetError.Problem.damaged` or `.unreadable`.
  func next() throws(SheetError.Problem) -> Entry? {
    do throws(ZipFailure) {
      return try reader.next().map { Entry(name: Self.plain($0.name), isEncrypted: $0.isEncrypted) }
    } catch { throw Self.problem(error, part: "ZIP") }
  }

  /// Reads bytes of the current entry; 0 at its end.
  ///
  /// - Parameter part: the name of the entry, for the error.
  func read(into buffer: UnsafeMutableRawBufferPointer, part: String) throws(SheetError.Problem) -> Int {
    do throws(ZipFailure) { return try reader.read(into: buffer) } catch { throw Self.problem(error, part: part) }
  }

  private static func problem(_ failure: ZipFailure, part: String) -> SheetError.Problem {
    switch failure {
    case .notZip: .notASpreadsheet
    case .damaged: .damaged(part: part)
    case .unreadable(let reason): .unreadable(reason)
    }
  }

  /// Returns a name as parts are compared: without case, a `/` in front, or the backslashes of some writers.
  static func plain(_ name: String) -> String {
    let bytes = name.utf8.map { byte -> UInt8 in
      byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
    return String(decoding: bytes.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
  }
}
