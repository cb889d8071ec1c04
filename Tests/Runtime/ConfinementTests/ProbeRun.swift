import Foundation
import Testing

@testable import Confinement

/// A run of the probe: the measures in force, and the results of the attempts by their words.
struct ProbeRun {
  private let results: [String: String]

  init(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(output)")
    let pairs = output.split(separator: "\n").compactMap { line -> (String, String)? in
      guard let colon = line.range(of: ": ", options: .backwards) else { return nil }
      return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
    }
    results = Dictionary(pairs) { $1 }
  }

  subscript(_ words: String) -> String { results[words] ?? "nothing printed" }

  /// The built probe, in the folder of the tests.
  private static let executable: URL = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = Bundle.main.bundleURL.appending(path: "ConfinementProbe")
    return FileManager.default.fileExists(atPath: beside.path)
      ? beside : root.appending(path: ".build/debug/ConfinementProbe")
  }()
}

/// Whether this kernel has Landlock of at least that version; otherwise tests of its features are skipped.
func hasLandlock(_ version: Int = 1) -> Bool { (Landlock()?.version ?? 0) >= version }

/// A folder with a file `known` in it, removed at the end.
final class Folder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "grappe-confinement-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try Data("known".utf8).write(to: url.appending(path: "known"))
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

let denied = "\(EACCES)"
let refused = "\(EPERM)"
