import Foundation
import Testing

/// `grappe doctor` on workspaces damaged by another program.
@Suite struct DoctorTests {
  @Test("The four bundles installed, everything is in order")
  func sound() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try workspace.grappe("doctor", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(try json(run.output) as? [String: Any])
    #expect((report["findings"] as? [Any])?.isEmpty == true && report["sound"] as? Bool == true, "\(run.output)")
  }

  @Test("Each finding says what, where and what to do, in both languages; --repair does it")
  func repair() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try workspace.sql(
      "INSERT INTO actor_aliases VALUES ('ZZ', 'kikk'); INSERT INTO plugin_registration VALUES ('sha256:b', 'listener', 'x', 0, '{}')")
    for (language, words) in [
      ("en", ["Structure and indexes", "does not follow", "Note :"]), ("fr", ["Structure et index", "ne suit pas", "Remarque :"]),
    ] {
      let sick = try workspace.grappe("doctor", language: language)
      #expect(sick.status == 1)
      for word in words + ["actor.aliases", "kikk", "plugin_registration", "grappe doctor --repair"] {
        #expect(sick.output.contains(word), "\(word): \(sick.output)")
      }
    }
    let sick = try #require(try json(try workspace.grappe("doctor", "--json").output) as? [String: Any])
    let findings = try #require(sick["findings"] as? [[String: Any]])
    #expect(findings.map { $0["code"] as? String } == ["list.differs", "orphan.registration"])
    #expect(findings.map { $0["damage"] as? Bool } == [true, false])
    let run = try workspace.grappe("doctor", "--repair", "--json")
    let report = try #require(try json(run.output) as? [String: Any])
    #expect(run.status == 0 && (report["repaired"] as? [Any])?.count == 2 && (report["findings"] as? [Any])?.isEmpty == true)
    #expect(try workspace.sql("SELECT kind FROM invocation ORDER BY id DESC LIMIT 1") == "repair\n")
    #expect(try workspace.grappe("doctor").status == 0)
  }

  @Test("What a killed restoration left is named")
  func leftover() throws {
    let workspace = try DemoWorkspace.bare()
    try Data("x".utf8).write(to: workspace.directory.appending(path: "grappe.sqlite.restoring"))
    let run = try workspace.grappe("doctor")
    #expect(run.status == 0 && run.output.contains("grappe.sqlite.restoring"), "\(run.output)")
  }
}
