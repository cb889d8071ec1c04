import Ecosystem
import Foundation
import HostAPI
import Lua
import Sandbox
import Testing

/// The files generated from the reference exist, are up to date, and are valid Lua.
@Suite struct GeneratedReferenceTests {
  private static let stubs = LuaStubs.files(of: .grappe)
  private static let folder = SourceTexts.root.appending(path: "plugins/meta")

  @Test("The stubs in plugins/meta are those of the API; make reference writes them anew")
  func stubsFresh() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(names == Self.stubs.map(\.name))
    for (name, text) in Self.stubs {
      let written = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      #expect(written == text, "plugins/meta/\(name) is stale; run make reference")
    }
  }

  @Test("docs/LUA_API.md is that of the API; make reference writes it anew")
  func pageFresh() throws {
    let written = try String(contentsOf: SourceTexts.root.appending(path: "docs/LUA_API.md"), encoding: .utf8)
    #expect(written == APIPage.text(of: .grappe), "docs/LUA_API.md is stale; run make reference")
  }

  @Test("Every stub compiles as Lua", arguments: stubs.map(\.name))
  func compiles(name: String) throws {
    let text = try #require(Self.stubs.first { $0.name == name }?.text)
    let sandbox = try Sandbox(
      SandboxConfiguration(name: "stubs", modules: { _ in nil }, globals: [:], output: { _, _ in }))
    defer { sandbox.close() }
    _ = try sandbox.load(source: Array(text.utf8), chunkName: name)
  }

  @Test("Every function has a stub with its parameters, and stands in the page")
  func stubLines() {
    let lines = Set(Self.stubs.flatMap { $0.text.split(separator: "\n") })
    let page = APIPage.text(of: .grappe)
    for function in APIReference.functions(of: .grappe) {
      let parameters = function.parameters.map(\.name).joined(separator: ", ")
      #expect(lines.contains("function \(function.name)(\(parameters)) end"), "\(function.name)")
      let isOfCollection = Schema.grappe.entities.contains { function.name.hasPrefix("grappe.\($0.collection).") }
      #expect(isOfCollection || page.contains("### `\(function.signature)`"), "\(function.name)")
    }
  }

  @Test("Every field of every record has a line in the stubs and a row in the page")
  func fields() throws {
    let page = APIPage.text(of: .grappe)
    for entity in Schema.grappe.entities {
      let stub = try #require(Self.stubs.first { $0.name == "\(entity.collection).lua" }?.text)
      for field in entity.ownFields {
        #expect(stub.contains("---@field \(field.id)"), "\(entity.id).\(field.id)")
        #expect(page.contains("| `\(field.id)` |"), "\(entity.id).\(field.id)")
      }
    }
  }
}
