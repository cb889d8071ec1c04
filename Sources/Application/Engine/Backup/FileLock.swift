import Foundation

/// A file that one process at a time works in. The kernel lets go of it when the process ends in whatever way.
final class FileLock: Sendable {
  let descriptor: Int32

  /// Makes the file empty, and readable for its owner alone: what it is for holds what only the staff may see.
  ///
  /// - Parameter purpose: the file that a refusal names.
  /// - Throws: `BackupError.underWay` while another process has it; `EngineError.pathUnusable`.
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
      // Whoever had it may have given it another name between the opening and the lock.
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

/// Which file a name or a descriptor stands for, whatever it is called.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// Nil where there is none.
  init?(_ path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    (device, number) = (UInt64(information.st_dev), UInt64(information.st_ino))
  }

  init?(_ descriptor: Int32) {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return nil }
    (device, number) = (UInt64(information.st_dev), UInt64(information.st_ino))
  }
}
