import Ecosystem
import HostAPI
import Reports
import Store
import Testing

@testable import Engine

/// A document keeps its invocation listed while it is rendered, and a context held its document: the two kept each other, with the
/// transaction, 13 KB a page, for as long as the host ran.
extension PluginPortalTests {
  @Suite struct FreedDocumentTests {
    private static let lua = """
      local function build(doc)
        local add = doc:rows { columns = { "Word" } }
        add { "x" }
      end
      grappe.page { path = "rows", title = "Rows", run = function(request, doc) build(doc) end }
      grappe.page { path = "garbage", title = "Garbage", run = function()
        for number = 1, 20000 do local _ = { number, tostring(number) } end
      end }
      grappe.card { on = "actor", run = function(actor, doc) build(doc) end }
      grappe.report { id = "rows", title = "Rows", run = function(params, doc) build(doc) end }
      """

    /// The rows of a document's table, without holding them.
    private struct WeakRows {
      weak var spool: RowSpool?

      init(_ document: Document) throws {
        for case .table(let table) in document.blocks { if case .spool(let spool) = table.rows { self.spool = spool } }
        try #require(spool != nil, "the document has no rows of its own")
      }
    }

    private static func workspace() async throws -> EngineWorkspace {
      let workspace = try await EngineWorkspace(permissions: EngineWorkspace.portalPermissions, initLua: lua)
      let code = "actors.add{ id = 'kikk', name = 'KIKK', kind = 'hub' }"
      _ = try await workspace.host.evaluate(code, limits: ScriptLimits(), isWriting: true, for: .admin)
      return workspace
    }

    private func page(_ workspace: EngineWorkspace) async throws -> WeakRows {
      guard case .page(let document) = try await workspace.page("rows") else { throw CancellationError() }
      return try WeakRows(document)
    }

    private func card(_ workspace: EngineWorkspace) async throws -> WeakRows {
      let cards = try await workspace.host.cards(
        for: "actor", "kikk", viewer: EngineWorkspace.viewer(.public), within: .seconds(3_600))
      return try WeakRows(try #require(cards.first).content.get())
    }

    private func report(_ workspace: EngineWorkspace) async throws -> WeakRows {
      try WeakRows(try await workspace.host.report("demo:rows", parameters: [:], for: .admin))
    }

    /// Whether the rows are freed once Lua has collected its garbage, in at most a hundred pages.
    private func areFreed(_ rows: WeakRows, in workspace: EngineWorkspace) async throws -> Bool {
      for _ in 0..<100 where rows.spool != nil { _ = try await workspace.page("garbage") }
      return rows.spool == nil
    }

    @Test("The documents of a page, a card and a report are freed when nobody uses them, rendered or not")
    func freed() async throws {
      let workspace = try await Self.workspace()
      let page = try await page(workspace)
      #expect(try await areFreed(page, in: workspace), "the page's document is kept")
      let card = try await card(workspace)
      #expect(try await areFreed(card, in: workspace), "the card's document is kept")
      let report = try await report(workspace)
      #expect(try await areFreed(report, in: workspace), "the report's document is kept")
      #expect(try await workspace.text("rows").contains("x"))
    }
  }

  @Suite struct CardBoundTests {
    /// Five plugins with the most cards that one may have: 25.
    private static func workspace() async throws -> EngineWorkspace {
      func lua(_ plugin: String) -> String {
        (1...5).map {
          "grappe.card { on = 'actor', title = '\(plugin) \($0)', run = function(actor, doc) doc:text(actor.name) end }\n"
        }.joined()
      }
      let workspace = try await EngineWorkspace(permissions: EngineWorkspace.portalPermissions, initLua: lua("demo"))
      for plugin in ["alpha", "beta", "gamma", "zeta"] {
        try await workspace.install(plugin, permissions: EngineWorkspace.portalPermissions, initLua: lua(plugin))
      }
      let code = "actors.add{ id = 'kikk', name = 'KIKK', kind = 'hub' }"
      _ = try await workspace.host.evaluate(code, limits: ScriptLimits(), isWriting: true, for: .admin)
      return workspace
    }

    @Test("Of twenty-five cards a page has the first twenty-four, and none is begun after the time")
    func bound() async throws {
      let workspace = try await Self.workspace()
      let viewer = EngineWorkspace.viewer(.public)
      let cards = try await workspace.host.cards(for: "actor", "kikk", viewer: viewer, within: .seconds(3_600))
      let all = ["alpha", "beta", "demo", "gamma", "zeta"].flatMap { plugin in (1...5).map { "\(plugin) \($0)" } }
      #expect(cards.map(\.title) == Array(all.prefix(PluginHost.cardsMax)) && PluginHost.cardsMax == 24)
      let failures = cards.filter { if case .failure = $0.content { true } else { false } }
      #expect(failures.isEmpty)
      #expect(try await workspace.host.cards(for: "actor", "kikk", viewer: viewer, within: .zero).isEmpty)
    }
  }
}
