import Foundation
import Testing

/// `grappe salvage` on workspaces whose database SQLite cannot read.
@Suite struct SalvageCommandTests {
  private static let wiped = [UInt8](repeating: 0, count: 100)

  private func overwrite(_ workspace: DemoWorkspace, at offset: Int, _ bytes: [UInt8]) throws {
    try Damage(name: "", means: .bytes(offset: offset, bytes), codes: []).apply(to: workspace)
  }

  @Test("With the header wiped all records come out, and an import into a new workspace has them all")
  func importable() throws {
    let workspace = try DemoWorkspace.fresh()
    let wanted = try workspace.sql("SELECT entity, count(*) FROM record GROUP BY entity ORDER BY entity")
    try overwrite(workspace, at: 0, Self.wiped)
    #expect(try workspace.grappe("list").status == 1)
    let run = try workspace.grappe("salvage", "grappe.sqlite", "-o", "out", "--without-plugin-fields", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(try json(run.output) as? [String: Any])
    let summary = try #require(report["summary"] as? [String: Any])
    let tables = try #require(summary["tables"] as? [[String: Any]]).filter { ($0["records"] as? Int ?? 0) > 0 }
    #expect(summary["rows_lost"] as? Int == 0 && summary["header"] as? Bool == false)
    let fresh = try DemoWorkspace.empty()
    for entity in tables.compactMap({ $0["entity"] as? String }) {
      let file = workspace.directory.appending(path: "out/\(entity).jsonl").path
      let run = try fresh.grappe("import", file, "--as", entity)
      #expect(run.status == 0, "\(entity): \(run.errors)")
    }
    #expect(try fresh.sql("SELECT entity, count(*) FROM record GROUP BY entity ORDER BY entity") == wanted)
    #expect(try fresh.grappe("doctor").status == 0)
  }

  @Test("Of a whole file the lines are those of an export")
  func same() throws {
    let workspace = try DemoWorkspace.fresh()
    try #require(try workspace.grappe("salvage", "grappe.sqlite").status == 0)
    for entity in ["actor", "relation", "call", "training"] {
      let file = workspace.directory.appending(path: "grappe.sqlite.salvaged/\(entity).jsonl")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").sorted()
      let export = try workspace.grappe("export", entity, "--format", "jsonl").output.split(separator: "\n").sorted()
      #expect(lines == export, "\(entity)")
    }
  }

  @Test("Each damage of the database lets as many records come out as there are on whole pages", arguments: Damage.all)
  func every(damage: Damage) throws {
    guard case .bytes = damage.means else { return }
    let workspace = try DemoWorkspace.fresh()
    let all = Int(try workspace.sql("SELECT count(*) FROM record").trimmingCharacters(in: .newlines)) ?? 0
    try damage.apply(to: workspace)
    let run = try workspace.grappe("salvage", "grappe.sqlite", "-o", "out", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let summary = try #require((try json(run.output) as? [String: Any])?["summary"] as? [String: Any])
    // A page contains at most about a hundred of the shortest records.
    #expect(summary["records"] as? Int ?? 0 >= all - 100, "\(run.output)")
  }

  @Test("Nothing is overwritten, the source stays as it is, and the files are the owner's alone")
  func careful() throws {
    let workspace = try DemoWorkspace.fresh()
    let database = workspace.directory.appending(path: "grappe.sqlite")
    let before = try Data(contentsOf: database)
    try #require(try workspace.grappe("salvage", "grappe.sqlite", "-o", "out").status == 0)
    #expect(try Data(contentsOf: database) == before)
    let again = try workspace.grappe("salvage", "grappe.sqlite", "-o", "out")
    #expect(again.status == 1 && again.errors.contains("out"), "\(again.errors)")
    let file = workspace.directory.appending(path: "out/actor.jsonl").path
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    for (name, file) in [("none", "nothing.sqlite"), ("device", "/dev/zero"), ("folder", "trust")] {
      let run = try workspace.grappe("salvage", file, "-o", name)
      #expect(run.status == 1 && !run.errors.isEmpty, "\(file)")
    }
  }
}
