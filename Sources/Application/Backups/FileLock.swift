import Engine
import Foundation

/// A file with an exclusive lock. The kernel releases the lock when the process ends, also after a crash.
final class FileLock: Sendable {
  let descriptor: Int32

  /// Truncates the file, and makes it readable for its owner alone: its content is confidential.
  ///
  /// - Parameter purpose: the file named in an error.
  /// - Throws: `BackupError.underWay` while another process holds the lock; `EngineError.pathUnusable`.
  init(_ path: String, for purpose: String) throws {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else {
        throw EngineError.pathUnusable(path: purpose, reason: String(cString: strerror(errno)))
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw BackupError.underWay(path: purpose)
      }
      // The holder before may have renamed the file between the opening and the lock.
      if FileIdentity(descriptor) == FileIdentity(path), ftruncate(descriptor, 0) == 0 {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit { close(descriptor) }

  var bytes: Int64 {
    var information = stat()
    return fstat(descriptor, &information) == 0 ? Int64(information.st_size) : 0
  }
}
