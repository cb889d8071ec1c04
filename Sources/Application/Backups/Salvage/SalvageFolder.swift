import Ecosystem
import Engine
import Foundation
import Glibc

/// The output folder of a salvage: `ENTITY.jsonl` for each entity with records, `lost.jsonl` for rows that are no valid
/// records, and `summary.json`. The files contain contacts: only the owner may read them. Overwrites no file.
final class SalvageFolder {
  private let url: URL
  private var files: [String: LineFile] = [:]

  /// - Throws: `EngineError.pathUnusable` when it is no empty folder.
  init(_ url: URL) throws {
    self.url = url
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: url.path) } catch {
      throw EngineError.pathUnusable(path: url.path, reason: SystemReason.text(error))
    }
    guard names.isEmpty else { throw EngineError.pathUnusable(path: url.path, reason: String(cString: strerror(ENOTEMPTY))) }
  }

  /// Creates the folder; an existing one is unchanged.
  static func make(_ url: URL) throws {
    guard mkdir(url.path, 0o700) != 0, errno != EEXIST else { return }
    throw EngineError.pathUnusable(path: url.path, reason: String(cString: strerror(errno)))
  }

  /// Appends a line to a file, which is created with its first line.
  /// - Throws: `EngineError.pathUnusable`, as on a full disk.
  func add(_ value: FieldValue, to name: String) throws {
    let file = try files[name] ?? LineFile(url.appending(path: name))
    files[name] = file
    try file.add(value.json)
  }

  /// Flushes the buffers and closes all files.
  func close() throws {
    for file in files.values { try file.close() }
    files.removeAll()
  }
}

/// A file opened for appending lines.
private final class LineFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferMax = 1 << 16

  init(_ url: URL) throws {
    path = url.path
    descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw EngineError.pathUnusable(path: path, reason: String(cString: strerror(errno))) }
  }

  deinit { Glibc.close(descriptor) }

  func add(_ line: String) throws {
    buffer += line.utf8
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.bufferMax { try flush() }
  }

  func close() throws {
    try flush()
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw unusable() }
  }

  private func flush() throws {
    var rest = buffer[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw unusable() }
      rest = rest.dropFirst(written)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func unusable() -> EngineError { .pathUnusable(path: path, reason: String(cString: strerror(errno))) }
}
