import Foundation
import Testing

/// `grappe.call`: one plugin runs another's command, with the real binary.
@Suite struct CommandCallTests {
  private static let server = EventTests.plugin(
    "server",
    """
    grappe.command{ id = "add", summary = "add", params = { name = { type = "text" }, count = { type = "integer", default = 1 } },
      run = function(params)
        for i = 1, params.count do grappe.actors.add{ name = params.name .. i, kind = "demo" } end
        return params.count, { params.name }
      end }
    grappe.command{ id = "fail", summary = "fail", run = function()
      grappe.actors.add{ name = "never", kind = "demo" }
      grappe.storage.set("never", true)
      error("no luck")
    end }
    grappe.command{ id = "spin", summary = "spin", run = function() while true do end end }
    grappe.command{ id = "back", summary = "back", run = function() return grappe.call("client:twice") end }
    """)

  private static func client(_ initLua: String, _ permissions: String = #"actors = { access = "write" }"#) -> PluginVersion {
    PluginVersion(
      name: "client", permissions: permissions, more: "[dependencies]\nserver = \">=1.0\"", initLua: initLua)
  }

  private static func command(_ body: String) -> String {
    "grappe.command{ id = \"twice\", summary = \"twice\", run = function()\n\(body)\nend }"
  }

  @Test("A command of another plugin works in the caller's transaction and gives its values")
  func values() throws {
    let workspace = try EventTests.workspace(
      Self.server,
      Self.client(
        Self.command(
          """
          local count, names = grappe.call("server:add", { name = "K", count = 2 })
          grappe.call("server:add", { name = "L" })
          return count, names[1], grappe.actors.count{}
          """)))
    let run = try workspace.grappe("run", "client:twice")
    #expect(run.status == 0 && run.output.split(whereSeparator: { $0.isWhitespace }) == ["2", "K", "3"], "\(run)")
    #expect(try workspace.sql("SELECT DISTINCT owner FROM actor") == "server\n")
    #expect(
      try workspace.sql("SELECT plugin, principal, count(*) FROM invocation WHERE kind = 'call' GROUP BY 1") == "server|client|2\n")
  }

  @Test("What a command that fails did is taken back, and the caller may go on")
  func traceless() throws {
    let workspace = try EventTests.workspace(
      Self.server,
      Self.client(
        Self.command(
          """
          grappe.actors.add{ name = "before", kind = "demo" }
          local ok, problem = pcall(grappe.call, "server:fail")
          grappe.actors.add{ name = "after", kind = "demo" }
          return ok, problem
          """)))
    let run = try workspace.grappe("run", "client:twice")
    #expect(run.status == 0 && run.output.contains("false") && run.output.contains("no luck"), "\(run)")
    #expect(try workspace.sql("SELECT name FROM actor ORDER BY name") == "after\nbefore\n")
    #expect(try workspace.sql("SELECT count(*) FROM storage") == "0\n")
    // The journal holds what was kept, so that the invocation can be undone.
    let id = try workspace.sql("SELECT id FROM invocation WHERE name = 'twice'").trimmingCharacters(in: .newlines)
    #expect(try workspace.grappe("log", id).output.contains("2 added"))
    let undone = try workspace.grappe("undo", id)
    #expect(undone.status == 0, "\(undone.errors)")
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
    #expect(try workspace.grappe("doctor").status == 0)
  }

  @Test("The caller's permissions bound the command on shared data")
  func permissions() throws {
    let reading = Self.client(
      Self.command(#"return grappe.call("server:add", { name = "K" })"#), #"actors = { access = "read" }"#)
    let workspace = try EventTests.workspace(Self.server, reading)
    let run = try workspace.grappe("run", "client:twice")
    #expect(run.status == 1 && run.errors.contains("permission denied"), "\(run)")
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
  }

  @Test("Strangers, circles, wrong parameters and unknown commands are refused")
  func refused() throws {
    let workspace = try EventTests.workspace(
      Self.server, Self.client(Self.command(#"return grappe.call("server:back")"#)),
      PluginVersion(
        name: "stranger", permissions: "actors = { access = \"write\" }",
        initLua: #"grappe.command{ id = "x", summary = "x", run = function() return grappe.call("server:spin") end }"#))
    #expect(try workspace.grappe("run", "client:twice").errors.contains("client → server → client"))
    #expect(try workspace.grappe("run", "stranger:x").errors.contains("[dependencies]"))
    func eval(_ code: String) throws -> String { try workspace.grappe("eval", "--write", code).errors }
    #expect(try eval(#"grappe.call("server:add", { nam = "K" })"#).contains("--nam"))
    #expect(try eval(#"grappe.call("server:add", {})"#).contains("--name"))
    #expect(try eval(#"grappe.call("server:add", { name = "K", count = "many" })"#).contains("whole number"))
    #expect(try eval(#"grappe.call("server:ad", {})"#).contains("server:add"))
    #expect(try eval(#"grappe.call("serer:add", {})"#).contains("serer"))
  }

  @Test("A caller that is stopped stops the command it waits for, and nothing stays")
  func stopped() throws {
    let workspace = try EventTests.workspace(Self.server)
    let code = #"actors.add{ name = "A", kind = "demo" } grappe.call("server:spin")"#
    let run = try workspace.grappe("eval", "--write", code, "--wall", "300ms")
    #expect(run.status == 4, "\(run)")
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
    #expect(try workspace.damage() == "")
  }
}
