import Ecosystem
import Store
import Testing

@testable import Engine

/// Reports that readers of the portal open, and fields that they do not see.
extension PluginPortalTests {
  @Suite struct PublicReportTests {
    private static let lua = """
      grappe.field("actor", "basis", { type = "text", audience = "staff", label = "Basis" })
      grappe.field("actor", "note", { type = "text", label = "Note" })
      grappe.report { id = "list", title = "List", run = function(_, doc) doc:text(tostring(grappe.actors.count {})) end }
      grappe.report { id = "broken", title = "Broken", run = function() error("broken") end }
      """

    private static func workspace() async throws -> EngineWorkspace {
      let workspace = try await EngineWorkspace(permissions: EngineWorkspace.portalPermissions, initLua: lua)
      let code = "actors.add{ id = 'a', name = 'A', kind = 'hub', ['demo.basis'] = 'map', ['demo.note'] = 'n', visibility = 'public' }"
      _ = try await workspace.host.evaluate(code, limits: ScriptLimits(), isWriting: true, for: .admin)
      return workspace
    }

    @Test(
      "A report that a visitor of the portal opens leaves no entry in the log; one that fails does, one of a member, and one at the terminal"
    )
    func log() async throws {
      let workspace = try await Self.workspace()
      func reports() throws -> [String] { try workspace.log().filter { $0.kind == "report" }.map(\.outcome).reversed() }
      for _ in 0..<3 { _ = try await workspace.host.report("demo:list", parameters: [:], viewer: EngineWorkspace.viewer(.public)) }
      #expect(try reports().isEmpty)
      await #expect(throws: EngineError.self) {
        try await workspace.host.report("demo:broken", parameters: [:], viewer: EngineWorkspace.viewer(.public))
      }
      let failed = try reports()
      #expect(failed == ["plugin.failed"])
      _ = try await workspace.host.report("demo:list", parameters: [:], for: .admin)
      _ = try await workspace.host.report("demo:list", parameters: [:], viewer: EngineWorkspace.viewer(.members, name: "paul"))
      let all = try reports()
      #expect(all.count == 3 && all.first == failed.first && all[1] == all[2], "\(all)")
    }

    @Test("A field that its plugin shows to the staff does not exist for others; a filter on it is refused")
    func audience() async throws {
      let workspace = try await Self.workspace()
      func record(_ audience: Audience) throws -> Record? {
        let transaction = try workspace.host.workspace.store.begin(.read, for: ReadScope(audience, includesExamples: false))
        defer { transaction.rollback() }
        return try transaction.get("actor", "a")
      }
      #expect(try record(.staff)?["demo.basis"] == "map" && record(.staff)?["demo.note"] == "n")
      for audience in [Audience.public, .members] {
        #expect(try record(audience)?["demo.basis"] == .null && record(audience)?["demo.note"] == "n")
        let scope = ReadScope(audience, includesExamples: false)
        await #expect(throws: EngineError.self) {
          try await workspace.host.evaluate(
            "actors.count{ ['demo.basis'] = 'map' }", limits: ScriptLimits(), isWriting: false, for: scope)
        }
      }
    }
  }
}
