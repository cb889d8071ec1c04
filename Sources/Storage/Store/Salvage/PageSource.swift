import Glibc

/// The pages of a database file that may be damaged, read without SQLite: of each page its last committed version in the
/// write-ahead log, else the one in the file. Nothing is written, and memory holds one page at a time.
final class PageSource {
  /// Upper bound of the pages read, 256 GB at the usual 4096 bytes.
  static let pagesMax = 1 << 26

  /// The size of a page in bytes.
  let pageSize: Int
  /// Number of pages, in the file and in the log, at most `pagesMax`.
  let pageCount: Int
  /// The numbers of all pages; none of an empty file.
  var pageNumbers: StrideThrough<Int> { stride(from: 1, through: pageCount, by: 1) }
  /// Number of bytes of a page that SQLite uses.
  let usableSize: Int
  /// The first page of the freelist, by the header; 0 for none.
  let firstFreePage: Int
  /// Whether the header of the file could be read; else the page size was guessed.
  let hasHeader: Bool
  /// The version of the file's format, by its present first page; nil when that is no header of Grappe's.
  var version: Int? { page(1).flatMap { DatabaseHeader($0) }.flatMap { $0.isGrappe && $0.version > 0 ? $0.version : nil } }
  /// Number of valid pages in the log.
  var logPageCount: Int { log.pages.count }

  private let file: Int32
  private let logFile: Int32
  private let log: WriteAheadLog

  /// Opens a file, and its log if there is one.
  /// - Parameters:
  ///   - path: the database.
  ///   - log: the write-ahead log; nil to leave it out.
  /// - Throws: `StoreError.noFile` when the file cannot be opened or is no regular file.
  init(path: String, log logPath: String?) throws {
    file = try Self.openFile(path)
    logFile = logPath.flatMap { try? Self.openFile($0) } ?? -1
    var information = stat()
    fstat(file, &information)
    let size = Int(information.st_size)
    let header = DatabaseHeader(Self.read(file, DatabaseHeader.byteCount, at: 0))
    let known = header.flatMap { $0.isSQLite ? $0.pageSize : nil }
    let log = WriteAheadLog(descriptor: logFile, pageSize: known)
    self.log = log
    pageSize = known ?? log.pageSize ?? PageSizeGuess(descriptor: file, fileSize: size).pageSize
    hasHeader = known != nil
    let reserved = hasHeader ? header?.reservedBytes ?? 0 : 0
    usableSize = pageSize - reserved >= 480 ? pageSize - reserved : pageSize
    firstFreePage = hasHeader ? header?.firstFreePage ?? 0 : 0
    let filePages = (size + pageSize - 1) / pageSize
    pageCount = min(Self.pagesMax, max(filePages, log.pages.keys.max() ?? 0))
  }

  deinit {
    close(file)
    if logFile >= 0 { close(logFile) }
  }

  /// Reads a page, counted from 1; nil when it cannot be read whole. The last page of a truncated file is filled with zeros.
  func page(_ number: Int) -> [UInt8]? {
    guard number >= 1, number <= pageCount else { return nil }
    if let offset = log.pages[number] {
      let bytes = Self.read(logFile, pageSize, at: offset)
      if bytes.count == pageSize { return bytes }
    }
    var bytes = Self.read(file, pageSize, at: (number - 1) * pageSize)
    if bytes.isEmpty { return nil }
    if bytes.count < pageSize { bytes += [UInt8](repeating: 0, count: pageSize - bytes.count) }
    return bytes
  }

  private static func openFile(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw StoreError(.noFile, found: path) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw StoreError(.noFile, found: path)
    }
    return descriptor
  }

  /// Reads up to `count` bytes; fewer at the end of the file and after a read error.
  static func read(_ descriptor: Int32, _ count: Int, at offset: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        filled += got
      }
    }
  }
}

/// Guesses the page size when the header does not have it: the one at whose multiples the most pages of tables and indexes begin in the
/// first megabytes.
///
/// The pages at multiples of twice the size are among those of the size, so that their number is never larger; their share would be,
/// where other pages are content that overflows. A page read at half its size has cells beyond its end and does not count.
struct PageSizeGuess {
  let pageSize: Int
  private static let bytesMax = 4 << 20

  init(descriptor: Int32, fileSize: Int) {
    var best = (size: 4_096, hits: 0)
    // The usual size first: of equal numbers the first one wins.
    for size in [4_096, 8_192, 16_384, 32_768, 65_536, 2_048, 1_024, 512] {
      let count = min(Self.bytesMax, fileSize) / size
      guard count > 1 else { continue }
      let hits = (1..<count).filter { index in
        let page = BTreePage(PageSource.read(descriptor, size, at: index * size), number: index + 1, usableSize: size)
        return page.map { $0.cellsLost == 0 && !$0.cells.isEmpty } ?? false
      }.count
      if hits > best.hits { best = (size, hits) }
    }
    pageSize = best.size
  }
}
