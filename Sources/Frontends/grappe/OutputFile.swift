import Engine
import Foundation
import Reports
import TextLayout

/// The output of a command: a file that is published whole or not at all, a device or pipe, or standard output.
final class OutputFile {
  private enum Sink {
    case stream(StandardStream, TerminalFilter?)
    case descriptor(FileHandle)
    case file(FileHandle, path: String, temporary: String)
  }

  private let sink: Sink
  /// The number of the cleanup that removes the unfinished file when a signal ends the process.
  private var cleanup: Int?
  /// The name in errors.
  private let name: String
  /// Whether the file stands under its name, or was removed.
  private var isFinished = false

  /// The path of the file; nil for anything but a regular file.
  var path: String? { if case .file(_, let path, _) = sink { path } else { nil } }

  /// - Parameters:
  ///   - path: the file; links are followed; nil or `-` for standard output.
  ///   - workspace: the workspace whose own files are refused.
  /// - Throws: `EngineError.pathUnusable` when the file cannot be created, `.workspaceFileGiven`.
  init(path: String?, protecting workspace: URL?) throws {
    name = path.flatMap { $0 == "-" ? nil : $0 } ?? wording("grappe.output-file.standard-output")
    switch try OutputTarget(path ?? "-", protecting: workspace) {
    case .descriptor(STDOUT_FILENO):
      Progress.note?.clear()
      sink = .stream(.output, Terminal.isOutput ? TerminalFilter() : nil)
    case .descriptor(let number): sink = .descriptor(try Self.handle(dup(number), name))
    case .special(let path): sink = .descriptor(try Self.handle(open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), name))
    case .file(let path):
      let temporary = path + ".partial-\(ProcessInfo.processInfo.processIdentifier)"
      sink = .file(try Self.makeFile(temporary, replacing: path, name), path: path, temporary: temporary)
      cleanup = Termination.shared.addCleanup { unlink(temporary) }
    }
  }

  /// Creates a file with the mode and, if permitted, the owner of the file it replaces.
  private static func makeFile(_ temporary: String, replacing path: String, _ name: String) throws -> FileHandle {
    var former = stat()
    let replaces = stat(path, &former) == 0
    guard !replaces || access(path, W_OK) == 0 else { throw unusable(name, errno) }
    // Opened for writing only: a confined process may not read in the folder.
    let handle = try handle(open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666), name)
    guard replaces else { return handle }
    // Only the superuser can give a file to another user; else the new file belongs to this user.
    _ = fchown(handle.fileDescriptor, former.st_uid, former.st_gid)
    guard fchmod(handle.fileDescriptor, former.st_mode & 0o777) == 0 else {
      let number = errno
      unlink(temporary)
      throw unusable(name, number)
    }
    return handle
  }

  private static func handle(_ descriptor: Int32, _ name: String) throws -> FileHandle {
    guard descriptor >= 0 else { throw unusable(name, errno) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// An error between opening and closing leaves no unfinished file.
  deinit { discard() }

  private static func unusable(_ name: String, _ number: Int32) -> EngineError {
    .pathUnusable(path: name, reason: String(cString: strerror(number)))
  }

  /// Writes bytes.
  ///
  /// - Throws: `EngineError.pathUnusable` when they cannot be written, as on a full disk.
  func write(_ bytes: [UInt8]) throws {
    switch sink {
    case .stream(let stream, let filter):
      let number = stream.bytes(filter?.take(bytes) ?? bytes)
      guard number == 0 else { throw Self.unusable(name, number) }
    case .descriptor(let handle), .file(let handle, _, _):
      let number = writeAll(bytes, to: handle.fileDescriptor)
      // The reader of a pipe went away, as that of standard output may.
      if number == EPIPE, GlobalOptions.sharedHost == nil { StandardStream.endAtBrokenPipe() }
      guard number == 0 else { throw Self.unusable(name, number) }
    }
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Discards the output: removes the unfinished file.
  func discard() {
    guard case .file(let handle, _, let temporary) = sink, !isFinished else { return }
    isFinished = true
    defer { forgetCleanup() }
    try? handle.close()  // The file is removed, so an error does not matter.
    unlink(temporary)
  }

  /// Ends writing, and publishes the file under its final name.
  func close() throws {
    switch sink {
    case .stream(let stream, let filter): _ = stream.bytes(filter?.end() ?? [])
    case .descriptor(let handle): do { try handle.close() } catch { throw unusable(error) }
    case .file(let handle, let path, let temporary):
      do { try handle.close() } catch { throw unusable(error) }
      guard rename(temporary, path) == 0 else { throw Self.unusable(name, errno) }
      isFinished = true
      forgetCleanup()
    }
  }

  private func forgetCleanup() {
    if let cleanup { Termination.shared.removeCleanup(cleanup) }
    cleanup = nil
  }

  private func unusable(_ error: any Error) -> EngineError {
    .pathUnusable(path: name, reason: SystemReason.text(error))
  }
}

/// Writes all bytes (write(2)).
///
/// - Returns: 0, or why they cannot all be written (errno).
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
    }
    return 0
  }
}

/// Makes a document harmless on its way to a terminal, line by line; see ``SafeText``.
final class TerminalFilter {
  /// The beginning of an incomplete line.
  private var rest: [UInt8] = []

  /// Returns the complete lines so far.
  func take(_ bytes: [UInt8]) -> [UInt8] {
    rest += bytes
    guard let last = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    defer { rest.removeFirst(last + 1) }
    return harmless(rest[...last])
  }

  /// Returns the last, incomplete line.
  func end() -> [UInt8] { harmless(rest[...]) }

  private func harmless(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    Array(SafeText.keepingColours(String(decoding: bytes, as: UTF8.self)).utf8)
  }
}
