import Foundation
import Testing

/// Uninstallation of a plugin, with and without its data.
@Suite struct UninstallationTests {
  @Test("A plugin that others need is not removed")
  func needed() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let run = try workspace.grappe("uninstall", "europe")
    #expect(run.status == 3)
    #expect(run.errors.contains("paca"))
    #expect(try workspace.dump() == before)
  }

  @Test("Data that was kept is taken up again by the next installation")
  func kept() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.grappe("export", "actor")
    try #require(try workspace.grappe("uninstall", "paca").status == 0)
    #expect(try workspace.grappe("report", "paca:ecosysteme").status == 2)
    #expect(try workspace.grappe("export", "actor").output == before.output)
    let paca = try #require(DemoWorkspace.bundles.first { $0.contains("/paca-") })
    let again = try workspace.grappe("install", paca, "--yes")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try workspace.grappe("export", "actor").output == before.output)
    #expect(try workspace.grappe("report", "paca:ecosysteme").status == 0)
  }

  @Test("Purging deletes the plugin's records and no others")
  func purged() throws {
    let workspace = try DemoWorkspace.fresh()
    let owned = "actors.count{ owner = \"paca\" }"
    let others = "actors.count{ owner = { ne = \"paca\" } }"
    let otherCount = try workspace.grappe("eval", others).output
    #expect(try workspace.grappe("eval", owned).output != "0\n")
    try #require(try workspace.grappe("uninstall", "paca", "--purge", "--yes").status == 0)
    #expect(try workspace.grappe("eval", owned).output == "0\n")
    #expect(try workspace.grappe("eval", others).output == otherCount)
  }

  @Test("Deleting the records of a plugin wants an answer: --yes where nobody can be asked")
  func purgeAsks() throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try PluginVersion.first.install(with: workspace.grappe, "install", "--yes").status == 0)
    let refused = try workspace.grappe("uninstall", "demo", "--purge")
    #expect(refused.status == 3 && refused.errors.contains("--yes"), "\(refused.errors)")
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "2\n")
    #expect(try workspace.grappe("uninstall", "demo", "--purge", "--yes").status == 0)
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
  }
}
