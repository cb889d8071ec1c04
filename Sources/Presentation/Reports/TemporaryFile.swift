import Ecosystem
import Glibc
import Localization

/// A file without a name: it takes disk space only while it is open, however the process ends.
///
/// Not for use from two threads at once.
package final class TemporaryFile {
  private let descriptor: Int32
  package private(set) var byteCount = 0

  /// Makes a file in a folder, readable and writable by this user alone (`mkstemp`, `unlink`).
  ///
  /// - Throws: `TemporaryFileError` when the folder accepts no file.
  package init(in folder: String) throws {
    var template = Array((folder + "/.grappe-XXXXXX").utf8CString)
    descriptor = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
    guard descriptor >= 0 else { throw TemporaryFileError(folder: folder, number: errno) }
    // A program started meanwhile may inherit the descriptor; it could only keep the disk space from being freed.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    template.withUnsafeBufferPointer { _ = unlink($0.baseAddress!) }
    self.folder = folder
  }

  deinit { close(descriptor) }

  private let folder: String

  /// A path that opens the file within this process, for libraries that want one (proc_pid_fd(5)).
  var path: String { "/proc/self/fd/\(descriptor)" }

  /// Writes bytes at the end.
  package func append(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try append($0) } }

  /// Writes bytes at the end.
  package func append(_ bytes: UnsafeRawBufferPointer) throws {
    guard let start = bytes.baseAddress else { return }
    var written = 0
    while written < bytes.count {
      let count = pwrite(descriptor, start + written, bytes.count - written, byteCount)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw TemporaryFileError(folder: folder, number: errno) }
      written += count
      byteCount += count
    }
  }

  /// Reads at most `count` bytes from an offset; none at the end.
  package func read(_ count: Int, at offset: Int) throws -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var result = pread(descriptor, buffer.baseAddress!, count, offset)
      while result < 0, errno == EINTR { result = pread(descriptor, buffer.baseAddress!, count, offset) }
      if result < 0 { problem = errno }
      filled = max(0, result)
    }
    guard problem == 0 else { throw TemporaryFileError(folder: folder, number: problem) }
    return bytes
  }
}

/// A temporary file that could not be made, written or read, for instance because the disk is full.
public struct TemporaryFileError: Explainable, Hashable {
  /// The folder the file is in.
  public var folder: String
  /// The system's error number.
  public var number: Int32

  public var code: String { "report.temporary_file" }

  public func message(in language: Language) -> String {
    let reason = String(cString: strerror(number))
    return Message("reports.temporary-file", ["folder": folder, "reason": reason]).text(in: language)
  }
}
