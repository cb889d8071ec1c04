import Foundation
import Testing

/// A database whose identity is well-formed but not the folder's: recognised by doctor, and told by restore.
@Suite struct ForeignDatabaseTests {
  private func identity(_ workspace: DemoWorkspace) throws -> [String: Any] {
    try #require(try json(try workspace.grappe("identity", "--json").output) as? [String: Any])
  }

  private func codes(_ run: GrappeBinary.Run) throws -> [String] {
    let report = try #require(try json(run.output) as? [String: Any])
    return try #require(report["findings"] as? [[String: Any]]).compactMap { $0["code"] as? String }
  }

  /// Puts a copy of a database in place of the workspace's own.
  private func place(_ copy: URL, _ workspace: DemoWorkspace) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: workspace.directory.appending(path: "grappe.sqlite\(suffix)").path)
    }
    try FileManager.default.copyItem(at: copy, to: workspace.directory.appending(path: "grappe.sqlite"))
  }

  private func copy(_ workspace: DemoWorkspace, _ name: String) throws -> URL {
    let file = workspace.directory.appending(path: name)
    _ = try workspace.sql("VACUUM INTO '\(name)'")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    return file
  }

  private func change(_ workspace: DemoWorkspace) throws {
    let run = try workspace.grappe("eval", "--write", #"concepts.add{ scheme = "actor-kind", code = "x", label = { en = "x" } }"#)
    try #require(run.status == 0, "\(run.errors)")
  }

  @Test("a database of another workspace is named, and accepted by --repair with its own identity")
  func foreign() throws {
    let (workspace, other) = (try DemoWorkspace.bare(), try DemoWorkspace.bare())
    #expect(try workspace.grappe("doctor").status == 0)
    try place(try copy(other, "other.sqlite"), workspace)
    let sick = try workspace.grappe("doctor", "--json")
    #expect(try sick.status == 1 && codes(sick) == ["workspace.foreign"], "\(sick.output)")
    // Commands that record the identity do not hide it.
    try #require(try workspace.grappe("backup", "b.sqlite").status == 0)
    let text = try workspace.grappe("doctor", language: "fr").output
    let id = try #require(try identity(other)["id"] as? String)
    #expect(text.contains("celle d’un autre espace de travail") && text.contains(id), "\(text)")
    #expect(try workspace.grappe("doctor", "--repair").status == 0)
    #expect(try workspace.grappe("doctor").status == 0)
    #expect(try identity(workspace)["id"] as? String == id)
  }

  @Test("an older copy of the database is named, and gets a new identity by --repair, so that no change is numbered twice")
  func older() throws {
    let workspace = try DemoWorkspace.bare()
    let copy = try copy(workspace, "old.sqlite")
    let former = try identity(workspace)
    try change(workspace)
    try #require(try workspace.grappe("backup", "b.sqlite").status == 0)
    try place(copy, workspace)
    let sick = try workspace.grappe("doctor", "--json")
    #expect(try sick.status == 1 && codes(sick) == ["workspace.older"], "\(sick.output)")
    #expect(try workspace.grappe("doctor", "--repair").status == 0)
    #expect(try workspace.grappe("doctor").status == 0)
    let present = try identity(workspace)
    #expect(present["id"] as? String != former["id"] as? String, "\(present)")
  }

  @Test("restore says that a backup is of another workspace, also in a trial, and the workspace keeps its identity")
  func restored() throws {
    let (workspace, other) = (try DemoWorkspace.bare(), try DemoWorkspace.bare())
    let backup = workspace.directory.appending(path: "other.sqlite").path
    try #require(try other.grappe("backup", backup).status == 0)
    let (own, id) = (try identity(workspace), try #require(try identity(other)["id"] as? String))
    for options in [["--dry-run"], []] {
      let run = try workspace.grappe.run(["restore", backup] + options)
      #expect(run.status == 0 && run.output.contains("another workspace (\(id))"), "\(run.output)\(run.errors)")
    }
    let present = try identity(workspace)
    #expect(present["id"] as? String == own["id"] as? String && present["restorations"] as? Int == 1)
    #expect(try workspace.grappe("doctor").status == 0)
    let mine = try workspace.grappe("backup", "mine.sqlite")
    #expect(mine.status == 0)
    #expect(try !workspace.grappe("restore", "mine.sqlite").output.contains("another workspace"))
  }
}
