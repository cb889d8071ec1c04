import Foundation
import Testing

/// A call that returns what no caller can read has failed: the error names the value and its path, the exit code is that of
/// failed code, and nothing of it is kept.
@Suite struct UnreadableResultTests {
  /// A returned expression, and what the error says of it.
  static let results: [(expression: String, place: String)] = [
    ("('é'):sub(1, 1)", "The result 1 is a text that is not UTF-8"), ("print", "The result 1 is a function"),
    ("1, { a = { 2, print } }", "The result 2.a[2] is a function"), ("0/0", "The result 1 is not a number"),
    ("{ x = 1/0 }", "The result 1.x is infinite"), ("-1/0", "The result 1 is infinite"),
    ("{ 1, 2, x = 3 }", "The result 1 mixes a list with the named field \"x\""),
    ("coroutine.create(print)", "the result 1 cannot be handed over: a coroutine"),
    ("1, { t = cyclic }", "the result 2 cannot be handed over: a table that contains itself at 't.self'"),
    ("{ [2.5] = 1 }", "the result 1 cannot be handed over: a table key of type number"),
    ("setmetatable({ print }, { __tostring = error })", "The result 1[1] is a function"),
  ]
  private static let cyclic = "cyclic = {} cyclic.self = cyclic"
  private static let adding = "grappe.actors.add{ id = 'kept', name = 'Kept', kind = 'demo' }"

  private func count(_ workspace: DemoWorkspace) throws -> String {
    try workspace.sql("SELECT count(*) FROM actor WHERE name = 'Kept'")
  }

  private func check(_ run: GrappeBinary.Run, _ place: String, _ workspace: DemoWorkspace) throws {
    #expect(run.status == 1, "\(run.status) \(run.output)\(run.errors)")
    #expect(run.errors.contains(place), "\(run.errors)")
    #expect(!run.errors.contains("LuaValue") && !run.errors.contains("could not be completed"))
    #expect(try count(workspace) == "0\n")
  }

  @Test("eval and script keep nothing", arguments: results)
  func scripts(expression: String, place: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let code = "\(Self.cyclic) \(Self.adding.replacing("'demo'", with: "'company'")) return \(expression)"
    try check(try workspace.grappe("eval", "--lang", "en", "--write", code), place, workspace)
    try Data(code.utf8).write(to: workspace.directory.appending(path: "s.lua"))
    try check(try workspace.grappe("script", "--lang", "en", "--write", "s.lua"), place, workspace)
  }

  @Test("run and grappe.call keep nothing, and the caller of grappe.call reads which result it was", arguments: results)
  func commands(expression: String, place: String) throws {
    let command = "grappe.command{ id = 'r', summary = 'r', run = function() \(Self.adding) return \(expression) end }"
    let caller = "grappe.command{ id = 'c', summary = 'c', run = function() return pcall(grappe.call, 'server:r') end }"
    let workspace = try EventTests.workspace(
      EventTests.plugin("server", "\(Self.cyclic.replacing("cyclic =", with: "local cyclic =")) \(command)"),
      PluginVersion(
        name: "client", permissions: #"actors = { access = "write" }"#, more: "[dependencies]\nserver = \">=1.0\"", initLua: caller))
    try check(try workspace.grappe("run", "--lang", "en", "server:r"), place, workspace)
    let called = try workspace.grappe("run", "--lang", "en", "client:c")
    #expect(called.status == 0 && called.output.contains("false") && called.output.contains(place), "\(called.output)\(called.errors)")
    #expect(try count(workspace) == "0\n")
  }

  @Test("an importer of a plugin keeps nothing, neither in earnest nor in a trial", arguments: results)
  func importers(expression: String, place: String) throws {
    let importer = """
      local cyclic = {} cyclic.self = cyclic
      grappe.importer{ id = "i", title = "i", accepts = { "text/csv" }, run = function(rows)
        for row in rows do grappe.actors.add{ id = row.id, name = "Kept", kind = "demo" } end
        return \(expression)
      end }
      """
    let workspace = try EventTests.workspace(EventTests.plugin("reader", importer))
    try Data("id;name\nr1;A\nr2;B\n".utf8).write(to: workspace.directory.appending(path: "rows.csv"))
    try Data("id;name\nr1;A\nr2;B;C\nr3;D\n".utf8).write(to: workspace.directory.appending(path: "rows-uneven.csv"))
    for arguments in [["rows.csv"], ["rows.csv", "--dry-run"], ["rows-uneven.csv", "--keep-good"]] {
      let run = try workspace.grappe.run(["import"] + arguments + ["--as", "reader:i", "--lang", "en"])
      try check(run, place, workspace)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path).filter { $0.hasPrefix("rows") }
    #expect(Set(left) == ["rows.csv", "rows-uneven.csv"], "\(left)")
    #expect(try workspace.grappe("log", "--json", "--lang", "en").output.contains(place.replacing("\"", with: "\\\"")))
  }

  @Test("a job and a handler of an event keep nothing and are tried again", arguments: ["('é'):sub(1, 1)", "print", "0/0"])
  func unattended(expression: String) throws {
    let place = try #require(Self.results.first { $0.expression == expression }).place
    let workspace = try EventTests.workspace(
      EventTests.plugin(
        "worker",
        """
        grappe.job{ id = "j", every = "1h", run = function() \(Self.adding) return \(expression) end }
        grappe.on("actor.created", function() \(Self.adding) return \(expression) end)
        grappe.command{ id = "make", summary = "make", run = function() grappe.actors.add{ id = "other", name = "Other", kind = "demo" } end }
        """))
    _ = try workspace.grappe("jobs", "run", "worker:j", "--lang", "en")
    #expect(try count(workspace) == "0\n")
    _ = try workspace.grappe("run", "worker:make")
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "1\n")
    let log = try workspace.grappe("log", "--json", "--lang", "en").output
    #expect(log.contains(place.replacing("\"", with: "\\\"")), "\(log)")
  }

  @Test("the shell shows such values by their text, and fails no line")
  func shell() throws {
    let workspace = try DemoWorkspace.fresh()
    try Data(
      "cyclic = {} cyclic.self = cyclic\nreturn 0/0, 1/0, -1/0, ('é'):sub(1, 1)\nreturn print\nreturn cyclic\nreturn { a = 0/0 }\n".utf8
    )
    .write(to: workspace.directory.appending(path: "lines"))
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", "$G shell < lines"], in: workspace.directory,
      environment: ["G": GrappeBinary.executable.path, "LC_ALL": "C.UTF-8"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains("nan  inf  -inf  \"\\195\"") && run.output.contains("function: ") && run.output.contains("table: "),
      "\(run.output)")
  }

  @Test("a script may return the document it builds, which is shown; elsewhere the error names it")
  func document() throws {
    let workspace = try DemoWorkspace.fresh()
    let code = "local d = grappe.document{ title = 'Title' } d:text('x') return d"
    try Data(code.utf8).write(to: workspace.directory.appending(path: "d.lua"))
    let script = try workspace.grappe("script", "d.lua", "--format", "md")
    #expect(script.status == 0 && script.output.hasPrefix("# Title"), "\(script.errors)")
    let eval = try workspace.grappe("eval", "--lang", "en", code)
    #expect(eval.status == 1 && eval.errors.contains("The result 1 is a document"), "\(eval.errors)")
  }
}
