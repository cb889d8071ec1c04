import Engine
import Foundation

/// Files named on the command line.
enum InputFile {
  /// The bytes of the file at `path`.
  ///
  /// - Throws: `EngineError.fileUnreadable` with the system's reason.
  static func bytes(of path: String) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw EngineError.fileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }
    do { return [UInt8](try handle.readToEnd() ?? Data()) } catch {
      throw EngineError.fileUnreadable(path: path, reason: error.localizedDescription)
    }
  }
}
