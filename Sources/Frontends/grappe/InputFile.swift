import Engine
import Foundation

/// Files named on the command line.
enum InputFile {
  /// Whether a path means standard input.
  static func isStandardInput(_ path: String) -> Bool { path == "-" }

  /// Reads the file at `path`; standard input for `-`.
  ///
  /// - Throws: `EngineError.fileUnreadable` with the system's reason.
  static func bytes(of path: String) throws -> [UInt8] {
    let file = isStandardInput(path) ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let handle = file else {
      throw EngineError.fileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }
    do { return [UInt8](try handle.readToEnd() ?? Data()) } catch {
      throw EngineError.fileUnreadable(path: path, reason: SystemReason.text(error))
    }
  }
}
