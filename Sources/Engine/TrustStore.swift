import Bundles
import Foundation

/// Which bundles the workspace trusts: the ids in `trust/pinned`, a list in the format of `sha256sum`.
///
///     3b2c…e1  europe-1.0.0.grappe
public struct TrustStore: Sendable {
  private let file: URL

  init(directory: URL) { file = directory.appending(path: "pinned") }

  /// The pinned ids.
  ///
  /// - Throws: `EngineError.fileUnreadable` naming the line that is not an id and a name.
  public func pinned() throws -> [BundleID: String] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
    return try Self.entries(of: file)
  }

  /// Adds ids to those trusted; one that is there already stays as it is.
  public func pin(_ entries: [BundleID: String]) throws {
    let all = try pinned().merging(entries) { old, _ in old }
    let lines = all.map { "\($0.key.hexadecimal)  \($0.value)\n" }.sorted().joined()
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(lines.utf8).write(to: file, options: .atomic)
    } catch {
      throw EngineError.pathUnusable(path: file.path, reason: error.localizedDescription)
    }
  }

  /// The ids that a file such as `bundles/SHA256SUMS` lists, with the names beside them.
  ///
  /// - Throws: `EngineError.fileUnreadable` when it cannot be read or a line is not an id and a name.
  public static func entries(of file: URL) throws -> [BundleID: String] {
    let text: String
    do { text = try String(contentsOf: file, encoding: .utf8) } catch {
      throw EngineError.fileUnreadable(path: file.path, reason: error.localizedDescription)
    }
    var entries: [BundleID: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
      let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard words.count == 2, let id = BundleID(String(words[0])) else {
        throw EngineError.fileUnreadable(path: file.path, reason: "line \(index + 1): \"HEX  NAME\" is wanted")
      }
      entries[id] = words[1].trimmingCharacters(in: .whitespaces)
    }
    return entries
  }
}
