import Ecosystem
import HostAPI
import Lua
import Reports
import Store
import Testing

@testable import Engine

/// Pages of plugins: paths, parameters, audiences, limits.
extension PluginPortalTests {
  @Suite struct PageTests {
    @Test("A page is built in the language and for the audience of its viewer")
    func viewer() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      #expect(try await workspace.text("").contains("en public"))
      let french = PageRequest(plugin: "demo", path: "", viewer: EngineWorkspace.viewer(.members, .fr))
      guard case .page(let document) = try await workspace.host.page(french) else {
        Issue.record("no page")
        return
      }
      #expect(document.title == "Accueil")
      #expect(try Renderer.render(document, as: .json).contains("fr members"))
    }

    @Test("A word of a path goes before a variable, and the variable takes the segment as it is")
    func paths() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      #expect(try await workspace.text("actors/new").contains("Propose"))
      #expect(try await workspace.text("actors/kikk").contains("KIKK <b>"))
      #expect(try await workspace.text("of/hub").contains("hub"))
    }

    @Test(
      "There is no page at a path that none has, for a variable without a value, and for a record that is not there",
      arguments: [
        "nothing", "actors", "actors/kikk/more", "actors//kikk", "/", "actors/", "actors/..", "actors/nobody", "of/circus", "of/HUB",
        "actors/" + String(repeating: "a", count: 600), "a/b/c/d/e/f/g/h/i/j/k", "actors/a\u{0}b",
      ])
    func missing(path: String) async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      #expect(try await workspace.text(path) == "not found")
    }

    @Test("A page and a record for a higher audience give the answer of one that is not there")
    func audience() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      #expect(try await workspace.text("office") == "not found")
      #expect(try await workspace.text("office", for: .members) == "not found")
      #expect(try await workspace.text("office", for: .staff).contains("staff"))
      #expect(try await workspace.text("actors/hidden") == "not found")
      #expect(try await workspace.text("actors/hidden", for: .members).contains("Hidden"))
      guard
        case .notFound = try await workspace.host.page(
          PageRequest(plugin: "other", path: "", viewer: EngineWorkspace.viewer(.admin)))
      else {
        Issue.record("a plugin that is not installed has a page")
        return
      }
    }

    @Test("Parameters are typed, bounded and have defaults; unknown ones are ignored")
    func parameters() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      #expect(try await workspace.text("actors/kikk").contains("words 2"))
      #expect(try await workspace.text("actors/kikk", ["words": ["7"], "utm_source": ["x"]]).contains("words 7"))
      #expect(try await workspace.text("actors/kikk", ["words": [""]]).contains("words 2"))
      for wrong in [["0"], ["10"], ["x"], ["1", "2"], ["1e3"]] {
        #expect(try await workspace.text("actors/kikk", ["words": wrong]) == "invalid: words", "\(wrong)")
      }
      #expect(try await workspace.text("actors/kikk", ["words": [String(repeating: "1", count: 20_000)]]) == "invalid: -")
      // The variable of the path is not taken from the query.
      #expect(try await workspace.text("actors/nobody", ["id": ["kikk"]]) == "not found")
    }

    @Test("A page that loops or floods is stopped by the limits of pages, and the next call works", arguments: ["loop", "flood"])
    func limits(path: String) async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      do {
        _ = try await workspace.page(path)
        Issue.record("\(path) was not stopped")
      } catch let failure as PageFailure {
        guard case .stopped(_, let kill)? = failure.cause as? EngineError else {
          Issue.record("\(failure.cause)")
          return
        }
        #expect(kill.limit == (path == "loop" ? .cpu : .output))
        #expect(kill.reason.maximum == (path == "loop" ? 250 : 1 << 20))
        #expect(try workspace.log().contains { $0.id == failure.invocation && $0.kind == "page" && $0.name == "/\(path)" })
      }
      #expect(try await workspace.text("").contains("public"))
      #expect(try workspace.host.quarantines().isEmpty)
    }

    @Test("A manifest may ask for other limits of pages")
    func requestedLimits() async throws {
      let workspace = try await EngineWorkspace.portal(limits: "page.output = \"4KiB\"")
      await #expect(throws: PageFailure.self) { try await workspace.page("flood") }
      #expect(try workspace.kills().map(\.outcome) == ["limit.output"])
    }

    @Test(
      "A page that fails or writes names its invocation, and leaves nothing; one that succeeds is not logged",
      arguments: ["broken", "write"])
    func failures(path: String) async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let pages = try workspace.log().count { $0.kind == "page" }
      _ = try await workspace.page("")
      let before = try workspace.content()
      do {
        _ = try await workspace.page(path)
        Issue.record("\(path) did not fail")
      } catch let failure as PageFailure {
        let entry = try #require(try workspace.log().first { $0.kind == "page" })
        #expect(entry.id == failure.invocation)
        #expect(entry.principal == "web")
      }
      #expect(try workspace.content() == before)
      #expect(try workspace.log().count { $0.kind == "page" } == pages + 1)
    }

    @Test("Pages, menu and actions are listed for an audience, in the order of the menu")
    func lists() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let all = try await workspace.host.pages(for: .staff).map(\.path)
      #expect(all.first == "" && all.contains("actors/:id") && all.contains("office"))
      #expect(try await !workspace.host.pages(for: .public).map(\.path).contains("office"))
      #expect(try await workspace.host.menu(for: EngineWorkspace.viewer(.public, .fr)).map(\.label) == ["Accueil"])
      #expect(try await workspace.host.menu(for: EngineWorkspace.viewer(.staff)).map(\.label) == ["Office", "Start"])
      #expect(try await workspace.host.actions(on: "actor", for: .staff).map(\.id) == ["visit", "close"])
      #expect(try await workspace.host.actions(on: "actor", for: .members).map(\.id) == ["close"])
      #expect(try await workspace.host.forms(for: .public).map(\.id) == ["propose", "move", "ask", "keep", "many"])
    }
  }
}
