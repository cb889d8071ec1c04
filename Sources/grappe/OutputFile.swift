import Engine
import Foundation

/// Where a command writes: a file that appears whole or not at all, or standard output.
final class OutputFile {
  private let handle: FileHandle
  private let target: (path: String, temporary: String)?
  /// Removes the unfinished file when a signal ends the process.
  private var cleanup: Int?

  /// The file that is written; nil for standard output.
  var path: String? { target?.path }

  /// - Parameter path: the file; nil for standard output.
  /// - Throws: `EngineError.pathUnusable` when the file cannot be made.
  init(path: String?) throws {
    guard let path else {
      Progress.note?.clear()
      handle = .standardOutput
      target = nil
      return
    }
    let temporary = path + ".partial-\(ProcessInfo.processInfo.processIdentifier)"
    // To write only: a confined process may not read in the folder.
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw EngineError.pathUnusable(path: path, reason: String(cString: strerror(errno))) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    target = (path, temporary)
    cleanup = Termination.shared.addCleanup { unlink(temporary) }
  }

  func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: Data(bytes)) }

  func write(_ text: String) throws { try handle.write(contentsOf: Data(text.utf8)) }

  /// Gives up: what was written to a file is removed.
  func discard() {
    guard let target else { return }
    defer { forgetCleanup() }
    try? handle.close()  // Nothing of it is kept, so it does not matter what is lost.
    unlink(target.temporary)
  }

  /// Ends writing; only now does the file stand under its name.
  func close() throws {
    guard let target else { return }
    defer { forgetCleanup() }
    try handle.close()
    guard rename(target.temporary, target.path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(target.temporary)
      throw EngineError.pathUnusable(path: target.path, reason: reason)
    }
  }

  private func forgetCleanup() {
    if let cleanup { Termination.shared.removeCleanup(cleanup) }
    cleanup = nil
  }
}
