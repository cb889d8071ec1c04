import GRDBSQLite
import Glibc

/// Bounds the bytes that SQLite writes into temporary files for a statement from outside: sorting, distinct rows, materialised
/// tables.
///
/// SQLite has no such limit. A VFS (`sqlite3_vfs`) that stands before the system's counts what the temporary files of the calling
/// thread's statement hold; beyond the bound a write fails with `SQLITE_FULL`. All other files are the system's own.
enum TemporaryFiles {
  /// The bytes of the temporary files of one statement. Used by one thread at a time.
  final class Account: @unchecked Sendable {  // Used by the thread that runs the statement.
    private let bytesMax: Int64
    private var bytes: Int64 = 0
    /// The bytes that would have been held when a write was refused; 0 when none was.
    private(set) var refused: Int64 = 0

    init(bytesMax: Int64) { self.bytesMax = bytesMax }

    /// Counts the growth of a file, or its shrinking.
    /// - Returns: false when the bound is exceeded; nothing is counted then.
    func add(_ growth: Int64) -> Bool {
      if bytes + growth > bytesMax {
        refused = bytes + growth
        return false
      }
      bytes += growth
      return true
    }
  }

  /// The account of the statement that runs on this thread.
  @TaskLocal private static var account: Account?

  /// Whether the VFS is installed; connections opened before are not bounded.
  static let isBounded = CountingVFS.install()

  /// Runs `body` with at most `bytesMax` bytes in temporary files.
  ///
  /// - Parameter refused: receives the bytes that would have been held, when a write was refused and `body` failed.
  static func bounded<Result>(
    bytesMax: Int64, _ body: () throws -> Result, whenRefused refused: (Int64) -> any Error
  ) throws -> Result {
    let own = Account(bytesMax: bytesMax)
    do { return try $account.withValue(own, operation: body) } catch {
      throw own.refused > 0 ? refused(own.refused) : error
    }
  }

  /// The account that a file opened now belongs to; nil for files that are not counted.
  fileprivate static func account(forFileWith flags: CInt) -> Account? {
    flags & SQLITE_OPEN_DELETEONCLOSE == 0 ? nil : account
  }
}

/// The VFS itself. Functions of C may not throw nor capture; a counted file holds its own state in front of the system's file.
private enum CountingVFS {
  /// The beginning of a counted file (a subclass of `sqlite3_file`); the system's file follows at `systemOffset`.
  struct CountedFile {
    var base: sqlite3_file
    /// Retained until the file is closed.
    var account: Unmanaged<TemporaryFiles.Account>
    var size: Int64
  }

  typealias File = UnsafeMutablePointer<sqlite3_file>

  static let systemOffset = (MemoryLayout<CountedFile>.size + 15) & ~15
  // Written once, before the first connection; SQLite keeps both addresses for as long as the process lives.
  nonisolated(unsafe) static var system: UnsafeMutablePointer<sqlite3_vfs>?
  nonisolated(unsafe) static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: makeMethods())
    return methods
  }()

  /// Registers the VFS as the default one.
  static func install() -> Bool {
    guard let found = sqlite3_vfs_find(nil) else { return false }
    system = found
    let counting = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    counting.initialize(to: found.pointee)
    counting.pointee.pNext = nil
    counting.pointee.szOsFile = found.pointee.szOsFile + CInt(systemOffset)
    counting.pointee.zName = UnsafePointer(strdup("grappe"))
    counting.pointee.xOpen = { _, name, file, flags, outFlags in
      guard let file, let system = CountingVFS.system else { return SQLITE_CANTOPEN }
      guard let account = TemporaryFiles.account(forFileWith: flags) else {
        return system.pointee.xOpen(system, name, file, flags, outFlags)
      }
      return CountingVFS.open(file, for: account, system, name, flags, outFlags)
    }
    return sqlite3_vfs_register(counting, 1) == SQLITE_OK
  }

  private static func open(
    _ file: File, for account: TemporaryFiles.Account, _ system: UnsafeMutablePointer<sqlite3_vfs>, _ name: UnsafePointer<CChar>?,
    _ flags: CInt, _ outFlags: UnsafeMutablePointer<CInt>?
  ) -> CInt {
    file.pointee.pMethods = nil
    let code = system.pointee.xOpen(system, name, inner(file), flags, outFlags)
    guard code == SQLITE_OK else { return code }
    counted(file).initialize(
      to: CountedFile(base: sqlite3_file(pMethods: UnsafePointer(methods)), account: .passRetained(account), size: 0))
    return SQLITE_OK
  }

  private static func counted(_ file: File) -> UnsafeMutablePointer<CountedFile> {
    UnsafeMutableRawPointer(file).assumingMemoryBound(to: CountedFile.self)
  }

  /// The system's file behind a counted one.
  private static func inner(_ file: File) -> File {
    (UnsafeMutableRawPointer(file) + systemOffset).assumingMemoryBound(to: sqlite3_file.self)
  }

  private static func call(_ file: File?, _ body: (File, sqlite3_io_methods) -> CInt) -> CInt {
    guard let file else { return SQLITE_IOERR }
    let inner = inner(file)
    return inner.pointee.pMethods.map { body(inner, $0.pointee) } ?? SQLITE_IOERR
  }

  private static func makeMethods() -> sqlite3_io_methods {
    var methods = sqlite3_io_methods()
    methods.iVersion = 1
    methods.xClose = { file in CountingVFS.close(file) }
    methods.xRead = { file, buffer, count, offset in CountingVFS.call(file) { $1.xRead($0, buffer, count, offset) } }
    methods.xWrite = { file, buffer, count, offset in CountingVFS.write(file, buffer, count, offset) }
    methods.xTruncate = { file, size in CountingVFS.truncate(file, size) }
    methods.xSync = { file, flags in CountingVFS.call(file) { $1.xSync($0, flags) } }
    methods.xFileSize = { file, size in CountingVFS.call(file) { $1.xFileSize($0, size) } }
    methods.xLock = { file, level in CountingVFS.call(file) { $1.xLock($0, level) } }
    methods.xUnlock = { file, level in CountingVFS.call(file) { $1.xUnlock($0, level) } }
    methods.xCheckReservedLock = { file, result in CountingVFS.call(file) { $1.xCheckReservedLock($0, result) } }
    methods.xFileControl = { file, operation, argument in CountingVFS.call(file) { $1.xFileControl($0, operation, argument) } }
    methods.xSectorSize = { file in CountingVFS.call(file) { $1.xSectorSize($0) } }
    methods.xDeviceCharacteristics = { file in CountingVFS.call(file) { $1.xDeviceCharacteristics($0) } }
    return methods
  }

  private static func close(_ file: File?) -> CInt {
    let code = call(file) { $1.xClose($0) }
    guard let file else { return code }
    let counted = counted(file)
    _ = counted.pointee.account.takeUnretainedValue().add(-counted.pointee.size)
    counted.pointee.account.release()
    return code
  }

  private static func write(_ file: File?, _ buffer: UnsafeRawPointer?, _ count: CInt, _ offset: Int64) -> CInt {
    guard let file else { return SQLITE_IOERR }
    let counted = counted(file)
    let growth = max(0, offset + Int64(count) - counted.pointee.size)
    guard growth == 0 || counted.pointee.account.takeUnretainedValue().add(growth) else { return SQLITE_FULL }
    counted.pointee.size += growth
    return call(file) { $1.xWrite($0, buffer, count, offset) }
  }

  private static func truncate(_ file: File?, _ size: Int64) -> CInt {
    guard let file else { return SQLITE_IOERR }
    let counted = counted(file)
    let shrinking = max(0, counted.pointee.size - size)
    _ = counted.pointee.account.takeUnretainedValue().add(-shrinking)
    counted.pointee.size -= shrinking
    return call(file) { $1.xTruncate($0, size) }
  }
}
