import Glibc

/// The first 100 bytes of a database file, which describe its format (https://www.sqlite.org/fileformat2.html, 1.3).
public struct DatabaseHeader: Sendable, Hashable {
  /// Size of the header in bytes.
  public static let byteCount = 100
  /// The valid page sizes, in bytes.
  static let pageSizes: [Int] = (9...16).map { 1 << $0 }

  /// Whether the file has SQLite's magic header.
  public var isSQLite: Bool
  /// The page size in bytes, 512 to 65,536; nil when the header has an invalid one.
  public var pageSize: Int?
  /// The reserved bytes at the end of each page, 0 to 255.
  public var reservedBytes: Int
  /// The number of pages by the header; 0 when it is not valid.
  public var pageCount: Int
  /// The first page of the freelist; 0 for none.
  public var firstFreePage: Int
  /// The version of Grappe's file format.
  public var version: Int
  /// Whether the application id is Grappe's.
  public var isGrappe: Bool

  /// Parses a header from the first bytes of a file; nil when they are fewer than `byteCount`.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.byteCount else { return nil }
    isSQLite = bytes.starts(with: Array("SQLite format 3\0".utf8))
    let size = Self.number(bytes, 16, count: 2)
    pageSize = size == 1 ? 65_536 : Self.pageSizes.contains(size) ? size : nil
    reservedBytes = Int(bytes[20])
    // The count is valid only when the last change was by a version of SQLite that writes it.
    pageCount = Self.number(bytes, 24, count: 4) == Self.number(bytes, 92, count: 4) ? Self.number(bytes, 28, count: 4) : 0
    firstFreePage = Self.number(bytes, 32, count: 4)
    version = Self.number(bytes, 60, count: 4)
    isGrappe = Self.number(bytes, 68, count: 4) == Int(FileFormat.applicationID)
  }

  /// Reads the header of a file.
  /// - Returns: nil when the file cannot be read, or is shorter than a header.
  public init?(file path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    guard pread(descriptor, &bytes, Self.byteCount, 0) == Self.byteCount else { return nil }
    self.init(bytes)
  }

  static func number(_ bytes: [UInt8], _ offset: Int, count: Int) -> Int {
    bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
  }
}
