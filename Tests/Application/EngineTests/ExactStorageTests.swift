import Ecosystem
import Testing

@testable import Engine

/// Names that plugins store and register are compared by their bytes.
@Suite struct ExactStorageTests {
  private static let permissions = """
    storage = { access = "write", reason = { fr = "garder", en = "keep" } }
    sql = { access = "read", reason = { fr = "demander", en = "ask" } }
    actors = { access = "write", reason = { fr = "écrire", en = "write" } }
    """
  private static let twins =
    #"{ { "\u{E9}", "e\u{301}" }, { "K", "\u{212A}" }, { ";", "\u{37E}" }, { "\u{C5}", "\u{212B}" } }"#

  private static let keep = """
    for _, p in ipairs(\(twins)) do
      grappe.storage.set(p[1], { [p[1]] = 1, [p[2]] = 2 }) grappe.storage.set(p[2], 2)
    end
    """
  private static let read = """
    local count = 0
    for _, p in ipairs(\(twins)) do
      local t = grappe.storage.get(p[1])
      assert(t[p[1]] == 1 and t[p[2]] == 2, "a key of the table was lost")
      assert(grappe.storage.get(p[2]) == 2, "a key was lost")
      count = count + 2
    end
    return count
    """

  @Test func `storage keeps two keys that are canonically equivalent`() async throws {
    let workspace = try await EngineWorkspace(permissions: Self.permissions, commands: ["keep": Self.keep, "read": Self.read])
    _ = try await workspace.host.run("demo:keep", parameters: [:], for: .admin)
    #expect("\(try await workspace.host.run("demo:read", parameters: [:], for: .admin))".contains("8"))
  }

  @Test(arguments: [
    #"return grappe.sql("SELECT 1\0 AS x")"#
  ])
  func `SQL with a NUL is refused`(body: String) async throws {
    let workspace = try await EngineWorkspace(permissions: Self.permissions, commands: ["bad": body])
    await #expect(throws: (any Error).self) { _ = try await workspace.host.run("demo:bad", parameters: [:], for: .admin) }
  }

  @Test(arguments: [
    ("grappe.storage.set('x', 0/0)", "value"), ("grappe.storage.set('x', { rates = { 1, 1/0 } })", "value.rates.2"),
    ("grappe.emit('labelled', { rate = -1/0 })", "payload.rate"), ("grappe.json.encode({ 0/0 })", "value.1"),
    ("grappe.actors.add{ name = 'A', kind = 'company', lat = 0/0 }", "lat"),
  ])
  func `a number that JSON cannot write is refused with its path, and nothing is kept`(call: String, path: String) async throws {
    let workspace = try await EngineWorkspace(permissions: Self.permissions, commands: ["bad": call])
    let before = try workspace.content()
    let error = await #expect(throws: (any Error).self) { _ = try await workspace.host.run("demo:bad", parameters: [:], for: .admin) }
    #expect("\(String(describing: error))".contains(path))
    #expect(try workspace.content() == before)
  }

  @Test(arguments: ["b\u{301}", "a\u{338}b", "\u{3D}\u{338}", "a1\u{20E3}"])
  func `an id with a combining mark is no identifier`(id: String) async throws {
    await #expect(throws: (any Error).self) {
      _ = try await EngineWorkspace(permissions: Self.permissions, commands: [id: "return 1"])
    }
  }
}
