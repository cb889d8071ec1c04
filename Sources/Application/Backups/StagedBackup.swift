import Bundles
import Ecosystem
import Engine
import Foundation
import Store

/// A copy of a backup within the workspace, which is verified and prepared there: the source is read only once, so the verified
/// bytes are the restored ones. The copy is removed on deinit; a copy left by a killed run is used again by the next.
final class StagedBackup {
  /// The maximum number of problems listed in an error.
  private static let problemsListedMax = 10

  let path: String
  /// The copied file, for messages.
  let source: URL
  private let lock: FileLock
  private var opened: Store?

  /// Copies and opens a backup, and migrates one of an older version.
  ///
  /// - Parameter database: the workspace's database.
  /// - Throws: `BackupError`; `StoreError.notGrappe`, `.newerFile`; `EngineError.fileUnreadable`, `.pathUnusable`.
  init(_ source: URL, for database: String) throws {
    self.source = source
    let database = URL(filePath: database).resolvingSymlinksInPath().path
    path = database + Workspace.stagedBackupSuffix
    if let own = FileIdentity(database), FileIdentity(source.path) == own {
      throw BackupError.isWorkspace(path: source.path)
    }
    lock = try FileLock(path, for: source.path)
    removeRest()
    try FileCopy(source).write(to: lock.descriptor)
    opened = try Self.open(path, source)
  }

  deinit {
    opened = nil
    // A published copy has another name by now.
    unlink(path)
    removeRest()
  }

  /// The opened copy.
  var store: Store {
    guard let opened else { preconditionFailure("a copy that was closed is not read any more") }
    return opened
  }

  private static func open(_ path: String, _ source: URL) throws -> Store {
    do { return try Store.open(at: path, schema: .grappe) } catch var error as StoreError {
      switch error.kind {
      case .notGrappe: error.found = source.path
      case .newerFile: break
      default: throw BackupError.unreadable(path: source.path, reason: error.found ?? error.code)
      }
      throw error
    }
  }

  /// Removes the files that SQLite keeps beside a database.
  private func removeRest() { for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) } }

  /// Switches the copy to WAL mode, and renames it over the workspace's database. The copy cannot be used afterwards.
  func publish(as database: String) throws {
    try store.enableWAL()
    opened = nil
    guard fsync(lock.descriptor) == 0, rename(path, database) == 0 else {
      throw EngineError.pathUnusable(path: database, reason: String(cString: strerror(errno)))
    }
  }
}

// Checks before the first change.
extension StagedBackup {
  /// Checks everything: pages, structure, references, journal, bundles.
  ///
  /// - Returns: former versions of plugins whose bundle is neither in the backup nor in the workspace.
  /// - Throws: `BackupError.unsound`, `.unreadable`, `.bundleMissing`.
  func verify(with blobs: BlobStore) throws -> [InstalledPlugin] {
    do {
      let transaction = try store.begin(.read, for: .admin)
      defer { transaction.rollback() }
      // The following checks read the tables, which is safe only after an integrity check.
      try refuse(try transaction.integrity.fileProblems())
      try refuse(try transaction.integrity.structureProblems())
      try refuse(try transaction.integrity.brokenReferences().map(\.text) + transaction.journal.problems())
      return try missingBundles(transaction, blobs)
    } catch let error as StoreError {
      throw BackupError.unreadable(path: source.path, reason: error.found ?? error.code)
    }
  }

  private func refuse(_ problems: [String]) throws {
    if problems.isEmpty { return }
    throw BackupError.unsound(
      path: source.path, problems: Array(problems.prefix(Self.problemsListedMax)), total: problems.count)
  }

  private func missingBundles(_ transaction: StoreTransaction, _ blobs: BlobStore) throws -> [InstalledPlugin] {
    let present = Set(try transaction.generations.present().plugins.map(\.bundleID))
    var missing: [InstalledPlugin] = []
    for plugin in Workspace.distinct(try transaction.generations.all().flatMap(\.plugins)) {
      guard let id = BundleID(plugin.bundleID) else {
        try refuse([plugin.bundleID])
        continue
      }
      if let packed = try transaction.backup.file(Workspace.backupPath(of: id)) {
        if (try? BundleID(ofPacked: packed)) != id { try refuse(["\(plugin.name) \(plugin.version): \(id)"]) }
      } else if !blobs.isIntact(id) {
        missing.append(plugin)
      }
    }
    if let plugin = missing.first(where: { present.contains($0.bundleID) }) {
      throw BackupError.bundleMissing(
        path: source.path, plugin: "\(plugin.name) \(plugin.version)", id: plugin.bundleID)
    }
    return missing
  }
}

/// Copies the bytes of an untrusted file.
private struct FileCopy {
  private let source: URL
  private static let bytesAtOnce = 1 << 20
  /// The size of the header with SQLite's magic string and the application id (https://www.sqlite.org/fileformat2.html).
  private static let headerBytes = 100

  init(_ source: URL) { self.source = source }

  /// - Throws: `BackupError.isFolder`, `.isNoFile`, `.hasLog`; `StoreError.notGrappe`; `EngineError.fileUnreadable`,
  ///   `.pathUnusable`.
  func write(to target: Int32) throws {
    // O_NONBLOCK, since opening a named pipe would wait for its writer.
    let descriptor = open(source.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable() }
    defer { close(descriptor) }
    try refuseOthers(descriptor)
    var buffer = [UInt8](repeating: 0, count: Self.bytesAtOnce)
    var isFirst = true
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { throw unreadable() }
      if isFirst, !Self.isGrappeDatabase(buffer.prefix(count)) { throw StoreError(.notGrappe, found: source.path) }
      if count == 0 { return }
      isFirst = false
      try put(buffer[..<count], into: target)
    }
  }

  private func refuseOthers(_ descriptor: Int32) throws {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw unreadable() }
    switch information.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw BackupError.isFolder(path: source.path)
    default: throw BackupError.isNoFile(path: source.path)
    }
    if stat(source.path + "-wal", &information) == 0, information.st_size > 0 {
      throw BackupError.hasLog(path: source.path)
    }
  }

  /// Whether a file begins like a database of Grappe; checked first, so that no other large file is copied in vain.
  private static func isGrappeDatabase(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count >= headerBytes, start.starts(with: Array("SQLite format 3\0".utf8)) else { return false }
    return start.dropFirst(68).prefix(4).elementsEqual(Array("GRPP".utf8))
  }

  private func put(_ bytes: ArraySlice<UInt8>, into target: Int32) throws {
    var rest = bytes
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
      guard written > 0 else {
        throw EngineError.pathUnusable(path: source.path, reason: String(cString: strerror(errno)))
      }
      rest = rest.dropFirst(written)
    }
  }

  private func unreadable() -> EngineError {
    .fileUnreadable(path: source.path, reason: String(cString: strerror(errno)))
  }
}
