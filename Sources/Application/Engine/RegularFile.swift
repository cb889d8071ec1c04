import Foundation
import Glibc

/// Reads files whose content is bounded. A pipe, a device or a folder in their place is refused and never waited for.
enum RegularFile {
  /// The bytes of a file; nil where nothing is at the path.
  ///
  /// - Parameter bytesMax: the most bytes that it may have.
  /// - Throws: `POSIXError`: EINVAL for what is no regular file, EFBIG for one that is too large.
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
