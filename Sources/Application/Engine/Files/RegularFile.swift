import Foundation
import Glibc

/// Reads files of bounded size. Refuses a pipe, a device or a folder without waiting for it.
enum RegularFile {
  /// Returns the bytes of a file; nil when it does not exist.
  ///
  /// - Parameter bytesMax: the maximum size in bytes.
  /// - Throws: `POSIXError`: EINVAL for anything but a regular file, EFBIG for one that is too large.
  static func read(_ path: String, bytesMax: Int) throws -> [UInt8]? {
    var link = stat()
    guard lstat(path, &link) == 0 else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { throw POSIXError(.EINVAL) }
    guard information.st_size <= bytesMax else { throw POSIXError(.EFBIG) }
    let bytes = [UInt8](try handle.read(upToCount: bytesMax + 1) ?? Data())
    guard bytes.count <= bytesMax else { throw POSIXError(.EFBIG) }
    return bytes
  }
}
