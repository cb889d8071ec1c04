import Ecosystem
import HostAPI
import Reports
import Store
import Testing

@testable import Engine

/// Forms, actions and cards of plugins.
extension PluginPortalTests {
  @Suite struct FormTests {
    private func fields(_ answer: SubmitAnswer) -> [String?]? {
      if case .refused(let problems) = answer { problems.map(\.field) } else { nil }
    }

    private func actors(_ workspace: EngineWorkspace) async throws -> Int64? {
      try await workspace.host.evaluate("actors.count()", limits: ScriptLimits(), isWriting: false, for: .admin).first?.integerValue
    }

    @Test("A form's values are typed, and what it writes is noted under the name of the viewer")
    func accepted() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let script = "<script>alert(1)</script>"
      let answer = try await workspace.submit(
        [
          "name": [" \(script) "], "about": ["a\r\nb "], "mail": ["a@example.org"], "site": ["https://example.org/"], "kind": ["school"],
          "staff": ["12"], "open": ["on"], "days": ["mon", "tue", "mon"], "partner": ["kikk"],
        ], for: .staff, name: "ada")
      guard case .accepted(let message, let target) = answer, case .page("demo", let path, [])? = target else {
        Issue.record("\(answer)")
        return
      }
      #expect(message == "thanks true 2")
      let lua = "(function() local a = actors.get('\(path.dropFirst(7))') return a.name, a.description, a.kind end)()"
      let values = try await workspace.host.evaluate(lua, limits: ScriptLimits(), isWriting: false, for: .admin)
      #expect(values == [.text(script), .text("a\nb"), .text("school")])
      let entry = try #require(try workspace.log().first { $0.kind == "form" })
      #expect(entry.principal == "web:ada" && entry.name == "propose" && entry.rowsWritten == 1)
    }

    @Test(
      "A value that its field does not accept is refused, with the field, and the plugin is not called",
      arguments: [
        ("name", [""]), ("name", [String(repeating: "x", count: 41)]), ("name", ["a\nb"]), ("name", ["a\u{7}b"]), ("name", ["a", "b"]),
        ("name", [String(repeating: "ab", count: 21)]), ("mail", ["a@b"]), ("mail", ["a b@example.org"]), ("mail", ["a@b@c.org"]),
        ("site", ["javascript:alert(1)"]), ("site", ["ftp://example.org"]), ("kind", ["circus"]), ("kind", []), ("staff", ["101"]),
        ("staff", ["-1"]), ("staff", ["1.5"]), ("days", ["wed"]), ("open", ["perhaps"]), ("partner", ["nobody"]), ("partner", ["hidden"]),
      ])
    func refused(field: String, texts: [String]) async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      var values: ExactDictionary<[String]> = ["name": ["Studio"], "kind": ["hub"]]
      values[field] = texts
      let before = try workspace.content()
      #expect(fields(try await workspace.submit(values)) == [field])
      #expect(try workspace.content() == before)
    }

    @Test("Unknown fields and too many bytes are refused as a whole")
    func strangers() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      #expect(fields(try await workspace.submit(["name": ["a"], "kind": ["hub"], "owner": ["admin"]])) == [nil])
      #expect(fields(try await workspace.submit(["about": [String(repeating: "x", count: 300_000)]])) == [nil])
    }

    @Test("What the plugin, a validator or a rule of the records refuses leaves nothing", arguments: ["Twice", "Late", "Refused", "Crash"])
    func rolledBack(name: String) async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let count = try await actors(workspace)
      do {
        let answer = try await workspace.submit(["name": [name], "kind": ["hub"]])
        #expect(fields(answer) == [name == "Late" ? nil : "name"])
        #expect(name != "Crash")
        guard name == "Refused", case .refused(let problems) = answer else { return }
        #expect(problems.first?.message[.en] == "not this name")
      } catch let failure as PageFailure {
        #expect(name == "Crash")
        #expect(failure.invocation != nil)
      }
      #expect(try await actors(workspace) == count)
    }

    @Test("A form for a higher audience is not there, and is not placed")
    func audience() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      #expect(try await workspace.submit(["a": ["x"]], form: "inside") == .notFound)
      #expect(try await workspace.submit(["a": ["x"]], form: "nothing") == .notFound)
      #expect(try await workspace.submit(["a": ["x"]], form: "inside", for: .staff) == .accepted(message: nil, target: nil))
      #expect(try await workspace.host.form("demo", "inside", for: EngineWorkspace.viewer(.members)) == nil)
    }

    @Test("A placed form has its labels, options, defaults and given values")
    func placement() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      guard case .page(let document) = try await workspace.page("actors/new"), case .form(let form)? = document.blocks.first else {
        Issue.record("no form")
        return
      }
      #expect(form.title == "Propose" && form.submitLabel == "Send")
      #expect(form.fields.map(\.name) == ["name", "about", "mail", "site", "kind", "staff", "open", "days", "partner"])
      #expect(form.fields[0].values == ["Studio"] && form.fields[0].isRequired && form.fields[0].control == .text(lengthMax: 40))
      #expect(form.fields[4].control.options.map(\.value) == ["company", "hub", "school"] && form.fields[4].values == ["company"])
      // Options of records are those that the viewer finds.
      let partners = form.fields[8].control.options.map(\.value)
      #expect(partners.contains("kikk") && !partners.contains("hidden"))
      let html = try Renderer.render(document, as: .html, options: RenderOptions(language: .en, portal: PortalAddresses()))
      #expect(html.contains("<form class=\"form\" method=\"post\" action=\"/p/demo/forms/propose\""))
      #expect(html.contains("KIKK &lt;b&gt;"))
    }

    @Test("An action takes a record that its viewer finds, in one transaction")
    func action() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      func run(_ record: String, for audience: Audience) async throws -> SubmitAnswer {
        try await workspace.host.runAction(
          ActionRequest(plugin: "demo", action: "visit", record: record, viewer: EngineWorkspace.viewer(audience, name: "ada")))
      }
      #expect(try await run("kikk", for: .members) == .notFound)
      #expect(try await run("nobody", for: .staff) == .notFound)
      #expect(try await run("kikk", for: .staff) == .accepted(message: "KIKK <b>", target: nil))
      #expect(try workspace.log().first { $0.kind == "action" }?.principal == "web:ada")
    }

    @Test("A card that fails loses no other, and an empty one is left out")
    func cards() async throws {
      let workspace = try await EngineWorkspace.sharedPortal.value
      let cards = try await workspace.host.cards(for: "actor", "kikk", viewer: EngineWorkspace.viewer(.public))
      #expect(cards.map(\.title) == ["Test", "Broken"])
      #expect(throws: Never.self) { try cards[0].content.get() }
      #expect(throws: PageFailure.self) { try cards[1].content.get() }
      #expect(try await workspace.host.cards(for: "actor", "kikk", viewer: EngineWorkspace.viewer(.staff)).map(\.title).contains("Staff"))
      #expect(try await workspace.host.cards(for: "actor", "hidden", viewer: EngineWorkspace.viewer(.public)).isEmpty)
    }
  }
}
