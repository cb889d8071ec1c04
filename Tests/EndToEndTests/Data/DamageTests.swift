import Foundation
import Testing

/// A workspace is damaged in one way, and `grappe doctor` reports it.
@Suite struct DamageTests {
  @Test("Each damage is named, the exit code is 1, and --repair repairs what it says", arguments: Damage.all)
  func named(damage: Damage) throws {
    let workspace = try DemoWorkspace.fresh()
    try damage.apply(to: workspace)
    defer { try? FileManager.default.removeItem(atPath: workspace.directory.path + ".secrets") }
    let sick = try workspace.grappe("doctor", "--json", "--workspace", workspace.directory.path)
    #expect(sick.status == 1 && !sick.isSignalled, "\(sick.errors)")
    let findings = try Self.findings(sick)
    let codes = findings.filter { $0["damage"] as? Bool == true }.compactMap { $0["code"] as? String }
    for code in damage.codes { #expect(codes.contains(code), "\(code): \(sick.output)") }
    for finding in findings {
      for part in ["what", "where", "remedy"] { #expect((finding[part] as? String)?.isEmpty == false, "\(finding)") }
    }
    guard !damage.codes.contains("database.missing") else { return }
    let repair = try workspace.grappe("doctor", "--json", "--repair", "--workspace", workspace.directory.path)
    #expect(!repair.isSignalled && repair.status == (damage.isRepaired ? 0 : 1), "\(repair.output)\(repair.errors)")
    if damage.isRepaired { #expect(try workspace.grappe("doctor").status == 0) }
  }

  @Test("Two damages are both named: no check ends another")
  func both() throws {
    let workspace = try DemoWorkspace.fresh()
    for damage in Damage.all where ["the counters dropped", "garbage in revoked", "a blob emptied"].contains(damage.name) {
      try damage.apply(to: workspace)
    }
    let codes = Set(try Self.findings(try workspace.grappe("doctor", "--json")).compactMap { $0["code"] as? String })
    #expect(codes.isSuperset(of: ["database.unreadable", "trust.invalid", "structure.table"]), "\(codes)")
    let text = try workspace.grappe("doctor", language: "fr")
    #expect(text.output.contains("Une table manque") && text.output.contains("trust/revoked:1"), "\(text.output)")
  }

  @Test("A repair says what it made again and is noted in the log")
  func named() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try workspace.sql("DROP INDEX actor_by_city")
    let run = try workspace.grappe("doctor", "--repair")
    #expect(run.status == 0 && run.output.contains("actor_by_city"), "\(run.output)")
    #expect(try workspace.sql("SELECT kind FROM invocation ORDER BY id DESC LIMIT 1") == "repair\n")
  }

  @Test("The identity is shown by doctor and by identity, for people and as JSON")
  func identity() throws {
    let workspace = try DemoWorkspace.fresh()
    let id = try workspace.sql("SELECT id FROM workspace").trimmingCharacters(in: .newlines)
    #expect(try workspace.grappe("doctor").output.hasPrefix("Workspace \(id), restorations: 0\n"))
    let shown = try #require(try json(try workspace.grappe("identity", "--json").output) as? [String: Any])
    let number = Int(try workspace.sql("SELECT max(number) FROM journal_change").trimmingCharacters(in: .newlines))
    #expect(shown["id"] as? String == id && shown["restorations"] as? Int == 0 && shown["last_change"] as? Int == number)
    let backup = workspace.directory.appending(path: "copy.sqlite").path
    try #require(try workspace.grappe("backup", backup).status == 0)
    try #require(try workspace.grappe("restore", backup).status == 0)
    let after = try workspace.grappe("identity", language: "fr")
    #expect(after.output.hasPrefix("Espace de travail \(id), restaurations : 1\n"), "\(after.output)")
    let report = try #require(try json(try workspace.grappe("doctor", "--json").output) as? [String: Any])
    #expect((report["workspace"] as? [String: Any])?["id"] as? String == id)
  }

  private static func findings(_ run: GrappeBinary.Run) throws -> [[String: Any]] {
    let report = try #require(try json(run.output) as? [String: Any])
    return try #require(report["findings"] as? [[String: Any]])
  }
}
