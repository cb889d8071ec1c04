import Ecosystem
import Foundation

/// The history file: one chunk per line, newest last; a line feed within a chunk is written `\n`, a backslash `\\`.
///
/// Only its owner may read it. Keeps the last thousand chunks, each of at most 4 KiB. Errors are ignored: the shell works
/// without a history.
struct HistoryFile: Sendable {
  static let chunksMax = EditedLines.historyMax
  static let chunkBytesMax = 4_096

  private let path: String

  init(_ url: URL) { path = url.path }

  /// Returns the chunks, oldest first. Truncates a file of more than twice the maximum.
  func chunks() -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let lines = data.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    let kept = lines.suffix(Self.chunksMax)
    if lines.count > 2 * Self.chunksMax { rewrite(kept.map { $0 + "\n" }.joined()) }
    return kept.map { Self.unescaped($0) }
  }

  /// Appends a chunk. Another shell may append at the same time.
  func append(_ chunk: String) {
    let line = Self.escaped(chunk) + "\n"
    guard line.utf8.count <= Self.chunkBytesMax else { return }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // An older file may have been created by hand, readable by all.
    fchmod(descriptor, 0o600)
    Descriptor.write(line, to: descriptor)
  }

  private func rewrite(_ text: String) {
    let temporary = path + ".partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    Descriptor.write(text, to: descriptor)
    close(descriptor)
    rename(temporary, path)
  }

  static func escaped(_ chunk: String) -> String {
    chunk.replacingExactly("\\", with: "\\\\").replacingExactly("\n", with: "\\n")
  }

  static func unescaped(_ line: some StringProtocol) -> String {
    var text = "".unicodeScalars
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped { text.append(scalar == "n" ? "\n" : scalar) } else if scalar != "\\" { text.append(scalar) }
      isEscaped = !isEscaped && scalar == "\\"
    }
    return String(text)
  }
}
