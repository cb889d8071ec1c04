import Ecosystem
import Foundation
import Glibc
import Store
import Synchronization

/// The lock file in `run/` of a process that runs jobs in a workspace, for other processes. The kernel releases the lock when
/// the process ends, also after a crash, so that no process waits for a dead one.
package final class HostLockFile: Sendable {
  /// The role of the process.
  package enum Kind: String, CaseIterable {
    /// It keeps running and serves the workspace.
    case serve
    /// It runs one command of an admin.
    case once
  }

  /// The name as a holder of leases.
  package let name: String
  private let file: URL
  /// Nil once the file is removed.
  private let descriptor: Mutex<Int32?>

  /// Creates and locks the file.
  ///
  /// - Throws: `EngineError.pathUnusable` when the folder `run/` cannot be written.
  package init(_ kind: Kind, in workspace: Workspace) throws {
    let folder = Self.folder(workspace)
    name = "\(kind.rawValue)-\(UUID().uuidString.lowercased())"
    file = folder.appending(path: "\(name).lock")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    descriptor = Mutex(try Self.lockedFile(file))
  }

  /// Registers that a plugin is being developed in the workspace, by one process at a time.
  ///
  /// - Throws: `EngineError.developedElsewhere` when another does, `.pathUnusable` as above.
  package init(developing plugin: String, in workspace: Workspace) throws {
    let folder = Self.folder(workspace)
    name = "dev-\(plugin)"
    file = folder.appending(path: "\(name).lock")
    guard !Self.isLocked(file) else { throw EngineError.developedElsewhere(name: plugin) }
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    descriptor = Mutex(try Self.lockedFile(file))
  }

  deinit { release() }

  /// Removes the file. When that fails, the next reader removes it.
  package func release() {
    guard
      let open = descriptor.withLock({ descriptor in
        defer { descriptor = nil }
        return descriptor
      })
    else { return }
    unlink(file.path)
    close(open)
  }

  /// Whether a process of that name is alive.
  package static func isAlive(_ name: String, in workspace: Workspace) -> Bool {
    isLocked(folder(workspace).appending(path: "\(name).lock"))
  }

  /// Whether any process serves the workspace.
  package static func isServed(_ workspace: Workspace) -> Bool { isServed(workspace.directory) }

  /// Whether any process serves the workspace in that folder; its database need not open.
  package static func isServed(_ directory: URL) -> Bool {
    let folder = folder(directory)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.contains {
      $0.hasPrefix("\(Kind.serve.rawValue)-") && $0.hasSuffix(".lock") && isLocked(folder.appending(path: $0))
    }
  }

  private static func folder(_ workspace: Workspace) -> URL { folder(workspace.directory) }

  private static func folder(_ directory: URL) -> URL { directory.appending(path: "run") }

  /// Creates and locks a file; retries when a reader removed it as a dead process's before it was locked.
  private static func lockedFile(_ file: URL) throws -> Int32 {
    while true {
      let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw EngineError.pathUnusable(path: file.path, reason: String(cString: strerror(errno)))
      }
      if hasName(descriptor, file) { return descriptor }
      close(descriptor)
    }
  }

  private static func hasName(_ descriptor: Int32, _ file: URL) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(file.path, &named) == 0 && opened.st_ino == named.st_ino
  }

  /// Whether a process holds the file's lock; removes a file that is not locked.
  private static func isLocked(_ file: URL) -> Bool {
    let descriptor = open(file.path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return true }
    unlink(file.path)
    return false
  }
}
