import Ecosystem
import Foundation
import Glibc
import Store
import Synchronization

/// A process that runs jobs in a workspace, as others see it: a file in `run/` that it keeps locked. The kernel lets go of the lock
/// when the process ends in whatever way, so that nobody waits for the dead.
package final class HostPresence: Sendable {
  /// What the process does.
  package enum Kind: String, CaseIterable {
    /// It keeps running and serves the workspace.
    case serve
    /// It runs one thing that an admin asked for.
    case once
  }

  /// The name under which it takes leases.
  package let name: String
  private let file: URL
  /// Nil once it has left.
  private let descriptor: Mutex<Int32?>

  /// Makes the process known.
  ///
  /// - Throws: `EngineError.pathUnusable` when the folder `run/` cannot be written.
  package init(_ kind: Kind, in workspace: Workspace) throws {
    let folder = Self.folder(workspace)
    name = "\(kind.rawValue)-\(UUID().uuidString.lowercased())"
    file = folder.appending(path: "\(name).lock")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    descriptor = Mutex(try Self.lockedFile(file))
  }

  /// Makes known that a plugin is being developed in the workspace, which one process at a time may do.
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

  deinit { leave() }

  /// Takes the file away. What cannot be removed is removed by whoever looks next.
  package func leave() {
    guard let open = descriptor.withLock({ descriptor in
      defer { descriptor = nil }
      return descriptor
    }) else { return }
    unlink(file.path)
    close(open)
  }

  /// Whether a process of that name lives.
  package static func isAlive(_ name: String, in workspace: Workspace) -> Bool {
    isLocked(folder(workspace).appending(path: "\(name).lock"))
  }

  /// Whether some process serves the workspace.
  package static func isServed(_ workspace: Workspace) -> Bool { isServed(workspace.directory) }

  /// Whether some process serves the workspace in that folder, whose database need not open.
  package static func isServed(_ directory: URL) -> Bool {
    let folder = folder(directory)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.contains {
      $0.hasPrefix("\(Kind.serve.rawValue)-") && $0.hasSuffix(".lock") && isLocked(folder.appending(path: $0))
    }
  }

  private static func folder(_ workspace: Workspace) -> URL { folder(workspace.directory) }

  private static func folder(_ directory: URL) -> URL { directory.appending(path: "run") }

  /// A file that is locked and still has its name: one who looks may take it for a dead one's before it is locked.
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

  /// Whether somebody keeps a file locked; one that nobody keeps is removed.
  private static func isLocked(_ file: URL) -> Bool {
    let descriptor = open(file.path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return true }
    unlink(file.path)
    return false
  }
}
