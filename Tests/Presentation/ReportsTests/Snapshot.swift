import Foundation
import Testing

/// Compares output for people with files kept under Snapshots.
///
/// `GRAPPE_RECORD_SNAPSHOTS=1 swift test --filter ReportsTests` writes the files anew; read the difference before
/// committing it.
enum Snapshot {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Snapshots")

  static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["GRAPPE_RECORD_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard text != expected else { return }
    let difference = zip(lines(text), lines(expected)).first { $0 != $1 }
    Issue.record(
      "\(name) differs; first at:\n  now  \(difference?.0 ?? "(end)")\n  file \(difference?.1 ?? "(end)")",
      sourceLocation: sourceLocation)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
