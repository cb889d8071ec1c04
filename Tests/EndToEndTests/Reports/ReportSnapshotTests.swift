import Foundation
import Testing

/// Every report of the four bundles in three languages, as a text for a terminal, beside the files in Tests/Snapshots/reports.
///
/// `GRAPPE_RECORD_SNAPSHOTS=1 swift test --filter ReportSnapshotTests` writes the files anew; read the difference before you commit it.
@Suite struct ReportSnapshotTests {
  /// The parameters of reports: those that a report needs, and a day where the answer depends on the day.
  private static let parameters: [String: String] = [
    "europe:destinataires": "--purpose newsletter", "europe:membres": "--year 2026", "europe:relances": "--date 2026-01-15",
    "europe:programmes": "--date 2026-01-15", "europe:rapport-annuel": "--year 2024",
    "luxembourg:consortium": "--sectors xr,jeu-video --territory BE-WAL", "luxembourg:presentations": "--territory BE-WAL",
    "paca:relances": "--date 2026-01-15", "wallonia:agenda": "--from 2026-01-15", "wallonia:communaute": "--date 2026-01-15",
    "wallonia:dossiers": "--date 2026-01-15", "wallonia:echeances": "--date 2026-01-15", "wallonia:financements": "--date 2026-01-15",
    "wallonia:parcours": "--project exemple-jeu --date 2026-01-15",
  ]

  private static let folder = GrappeBinary.root.appending(path: "Tests/Snapshots/reports")

  /// The demo workspace with the invented projects.
  private static let workspace: Result<DemoWorkspace, any Error> = Result {
    let workspace = try DemoWorkspace.fresh()
    let examples = try workspace.grappe("run", "wallonia:exemples")
    try #require(examples.status == 0, "\(examples.errors)")
    return workspace
  }

  @Test("Each report reads as it was found good", arguments: ["fr", "en", "de"])
  func reports(language: String) throws {
    let workspace = try Self.workspace.get()
    let listed = try workspace.grappe("report", "--json").output
    let entries = try #require(try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]])
    let names = entries.compactMap { $0["name"] as? String }
    try #require(names.count >= 29)
    let texts = try Self.texts(of: names, in: workspace, language: language)
    let isRecording = ProcessInfo.processInfo.environment["GRAPPE_RECORD_SNAPSHOTS"] == "1"
    for (name, text) in zip(names, texts) {
      let file = Self.folder.appending(path: "\(language)/\(name.replacingOccurrences(of: ":", with: "/")).txt")
      if isRecording {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      let good = try? String(contentsOf: file, encoding: .utf8)
      #expect(text == good, "\(name) in \(language) differs from \(file.path)")
    }
  }

  @Test("Each report of the four bundles has a snapshot in each language, and there is no other")
  func complete() throws {
    let listed = try Self.workspace.get().grappe("report", "--json").output
    let entries = try #require(try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]])
    let names = Set(entries.compactMap { $0["name"] as? String })
    for language in ["fr", "en", "de"] {
      let folder = Self.folder.appending(path: language)
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
      #expect(Set(files.map { String($0.dropLast(4)).replacing("/", with: ":") }) == names, "\(language)")
    }
  }

  /// Builds the reports in one shell.
  private static func texts(of names: [String], in workspace: DemoWorkspace, language: String) throws -> [String] {
    let lines = names.map { "print('§')\n:report \($0) \(parameters[$0] ?? "")\n" }.joined()
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"),
      ["-c", "printf '%s' \"$TYPED\" | '\(GrappeBinary.executable.path)' shell --lang \(language)"],
      in: workspace.directory, environment: ["TYPED": lines, "LC_ALL": "C.UTF-8"])
    try #require(run.status == 0, "\(run.errors)")
    let texts = run.output.components(separatedBy: "§\n").dropFirst().map(steady)
    try #require(texts.count == names.count)
    return texts
  }

  /// Replaces the day on which the document was made.
  private static func steady(_ text: String) -> String {
    let today = ISO8601DateFormatter.string(from: Date(), timeZone: .gmt, formatOptions: .withFullDate).split(separator: "-")
    return ["/", "."].reduce(text) { $0.replacingOccurrences(of: today.reversed().joined(separator: $1), with: "DAY") }
  }
}
