import Foundation
import Testing

@Suite("An erased person is in no file of the workspace, also after a restore of an older backup")
struct PersonErasureTests {
  private static let secrets = ["Zyxwvutsrq", "Ponmlkjihg", "+32 400 12 34 56", "zyxwvutsrq@example.org", "hidden-note", "zyxw-id"]

  private static let fill = """
    grappe.persons.add {
      id = "zyxw-id", name = "Zyxwvutsrq Ponmlkjihg", email = "zyxwvutsrq@example.org", phone = "+32 400 12 34 56", note = "hidden-note",
    }
    grappe.persons.add { id = "other-id", name = "Other Example" }
    grappe.consents.add { person = "zyxw-id", purpose = "newsletter", given_at = "2026-01-01T00:00:00Z" }
    grappe.memberships.add { id = "m1", member = "zyxw-id", body = "test-body", start = "2026" }
    grappe.dues_periods.add {
      id = "d1", membership = "m1", start = "2026-01-01", ["end"] = "2026-12-31", amount = { amount = 100, currency = "EUR" },
    }
    """

  /// Returns the secrets in the files of a folder, by the file.
  private func found(in folder: URL) throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    while let file = files?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      let text = String(decoding: try Data(contentsOf: file), as: Unicode.ASCII.self).lowercased()
      let secrets = Self.secrets.filter { text.contains($0.lowercased()) }
      if !secrets.isEmpty { found[file.lastPathComponent] = Set(secrets) }
    }
    return found
  }

  private func write(_ lua: String, _ workspace: DemoWorkspace) throws {
    let run = try workspace.grappe("eval", lua, "--write")
    try #require(run.status == 0, "\(run.errors)")
  }

  @Test("show tells everything, erase leaves nothing, and a restore erases again")
  func walk() throws {
    let workspace = try DemoWorkspace.fresh()
    try write("grappe.actors.add { id = 'test-body', name = 'Body of the test', kind = 'association' }", workspace)
    try write(Self.fill, workspace)
    try write("grappe.persons.set('zyxw-id', { phone = '+32 400 98 76 54' })", workspace)
    let shown = try workspace.grappe("person", "show", "zyxw-id", "--json")
    #expect(shown.status == 0, "\(shown.errors)")
    for secret in Self.secrets { #expect(shown.output.contains(secret), "\(secret)") }
    #expect(shown.output.contains("2026-0001") && shown.output.contains("+32 400 98 76 54"))

    let outside = try TemporaryFolder()
    let backup = outside.url.appending(path: "before.sqlite").path
    #expect(try workspace.grappe("backup", backup).status == 0)
    let dry = try workspace.grappe("person", "erase", "zyxw-id", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(try workspace.grappe("person", "show", "zyxw-id").status == 0)
    let unasked = try workspace.grappe("person", "erase", "zyxw-id")
    #expect(unasked.status == 3 && unasked.errors.contains("--yes"), "\(unasked.errors)")
    let erased = try workspace.grappe("person", "erase", "zyxw-id", "--yes")
    #expect(erased.status == 0, "\(erased.errors)")
    #expect(try found(in: workspace.directory).isEmpty)
    #expect(try workspace.grappe("person", "show", "zyxw-id").status != 0)
    #expect(try workspace.grappe("log").output.contains("erasure"))

    let restored = try workspace.grappe("restore", backup)
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(try found(in: workspace.directory).isEmpty)
    let members = try workspace.grappe("eval", "return grappe.memberships.get('m1').member, grappe.persons.get('other-id').name")
    #expect(members.output.contains("Other Example") && !members.output.contains("zyxw-id"), "\(members.errors)")
    #expect(try workspace.grappe("doctor").status == 0)
  }

  @Test("a consent withdrawn since the backup stays withdrawn after the restore, also a renewed one; others come back as they were")
  func withdrawals() throws {
    let workspace = try DemoWorkspace.fresh()
    try write(
      """
      for _, id in ipairs { "pa", "pb", "pc" } do
        grappe.persons.add { id = id, name = "Example " .. id }
        grappe.consents.add { id = "c" .. id, person = id, purpose = "newsletter", given_at = "2026-01-01T00:00:00Z" }
      end
      """, workspace)
    let outside = try TemporaryFolder()
    let backup = outside.url.appending(path: "before.sqlite").path
    #expect(try workspace.grappe("backup", backup).status == 0)
    try write(
      """
      grappe.consents.set("cpa", { withdrawn_at = "2026-02-01T00:00:00Z" })
      grappe.consents.add { person = "pb", purpose = "newsletter", given_at = "2026-02-01T00:00:00Z", withdrawn_at = "2026-03-01T00:00:00Z" }
      """, workspace)
    let dry = try workspace.grappe("restore", backup, "--dry-run")
    #expect(dry.status == 0 && dry.output.contains("2 consents that were withdrawn since stay withdrawn"), "\(dry.output) \(dry.errors)")
    let restored = try workspace.grappe("restore", backup, "--json")
    let outcome = try #require(json(restored.output) as? [String: Any], "\(restored.errors)")
    #expect(outcome["withdrawn_again"] as? Int == 2)
    let lua =
      "return grappe.consents.get('cpa').withdrawn_at, grappe.consents.get('cpb').withdrawn_at, grappe.consents.get('cpc').withdrawn_at"
    let moments = try #require(json(workspace.grappe("eval", lua, "--json").output) as? [Any])
    #expect(moments.map { $0 as? String } == ["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", nil])
    #expect(try workspace.grappe("doctor").status == 0)
  }

  @Test("retention keeps whoever was entered lately, and takes its rule from the settings")
  func retention() throws {
    let workspace = try DemoWorkspace.fresh()
    try write("grappe.actors.add { id = 'test-body', name = 'Body of the test', kind = 'association' }", workspace)
    try write(Self.fill, workspace)
    let applied = try workspace.grappe("retention", "--apply", "--json")
    #expect(applied.status == 0 && applied.output.contains("\"applied\""), "\(applied.errors)")
    #expect(try workspace.grappe("person", "show", "other-id").status == 0)
    try Data("[persons]\nretention_months = 0\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    let refused = try workspace.grappe("retention")
    #expect(refused.status != 0 && refused.errors.contains("persons.retention_months"), "\(refused.errors)")
  }
}
