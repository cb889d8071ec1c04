import Foundation
import Testing

/// Lua files that build documents, with their own parameters and help.
@Suite struct ScriptReportTests {
  private static let examples: [String] = {
    let folder = GrappeBinary.root.appending(path: "docs/examples").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".lua") }
      .sorted()
  }()

  private func example(_ name: String) -> String { GrappeBinary.root.appending(path: "docs/examples/\(name)").path }

  @Test("There are examples") func some() { #expect(Self.examples.count >= 3) }

  @Test("An example says what it takes, and becomes text, a page and a table", arguments: examples)
  func runs(name: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    let help = try workspace.grappe("script", example(name), "--help")
    #expect(help.status == 0, "\(help.errors)")
    #expect(help.output.contains("USAGE: grappe script") && help.output.contains("PARAMETERS:"))
    for (format, words) in [("text", "═"), ("html", "</html>"), ("csv", ","), ("json", "\"grappe.report\"")] {
      let run = try workspace.grappe("script", example(name), "--format", format)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains(words))
    }
  }

  @Test("What make demo ends with shows three tables of four rows, in each language", arguments: ["fr", "en", "de"])
  func demo(language: String) throws {
    let script = GrappeBinary.root.appending(path: "packaging/demo.lua").path
    let run = try DemoWorkspace.shared.get().grappe("script", script, "--language", language, "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let tables = run.output.components(separatedBy: "\r\n\r\n")
    #expect(tables.map { $0.split(separator: "\r\n").count } == [6, 6, 6], "\(run.output)")
  }

  @Test("A parameter changes the report")
  func parameter() throws {
    let workspace = try DemoWorkspace.shared.get()
    let csv = { (territory: String) in
      try workspace.grappe(
        "script", example("actors_by_kind.lua"), "--territory", territory, "--format", "csv"
      ).output
    }
    let count = try workspace.grappe("eval", #"actors.count{ territory = "LU", kind = "public-agency" }"#).output
    let line = try csv("LU").split(separator: "\r\n").first { $0.hasPrefix("Organisme public,") }
    #expect(line?.split(separator: ",").last.map(String.init) == count.split(separator: "\n").first.map(String.init))
    #expect(try csv("BE-WAL") != csv("LU"))
  }

  private func script(_ source: String, _ arguments: String...) throws -> GrappeBinary.Run {
    let workspace = try DemoWorkspace.shared.get()
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "script.lua")
    try Data(source.utf8).write(to: file)
    return try workspace.grappe.run(["script", file.path] + arguments)
  }

  private static let declaring = """
    local params = grappe.params { year = { type = "integer", min = 2000, default = 2023 }, city = { type = "text" } }
    print(params.year, params.city, ...)
    """

  @Test("Values come converted, defaults where there are none, arguments in ...")
  func values() throws {
    #expect(try script(Self.declaring, "x", "--city", "Namur").output == "2023\tNamur\tx\n")
    #expect(try script(Self.declaring, "--city=Mons", "--year", "2024").output == "2024\tMons\n")
  }

  @Test("A parameter of two words is also written as an option is, with a hyphen")
  func hyphen() throws {
    let declaring = "local params = grappe.params { two_words = { type = 'boolean', optional = true } }\nprint(params.two_words)"
    #expect(try script(declaring, "--two-words").output == "true\n")
    #expect(try script(declaring, "--two_words=false").output == "false\n")
    #expect(try script(declaring, "--two-wordz").status == 2)
  }

  @Test("A parameter that is unknown, missing or does not fit is a mistake of usage")
  func mistakes() throws {
    let unknown = try script(Self.declaring, "--citty", "Namur")
    #expect(unknown.status == 2 && unknown.errors.contains("--citty") && unknown.errors.contains("city"))
    let missing = try script(Self.declaring)
    #expect(missing.status == 2 && missing.errors.contains("--city"))
    let unfit = try script(Self.declaring, "--city", "x", "--year", "1990")
    #expect(unfit.status == 2 && unfit.errors.contains("1990"))
    let undeclared = try script("print(1)", "--city", "x")
    #expect(undeclared.status == 2 && undeclared.errors.contains("--city"))
  }

  @Test("Help shows the comment, the parameters and their defaults, and runs nothing else")
  func help() throws {
    let source = "-- Counts things.\n\nlocal before = 1\n" + Self.declaring + "\nprint('after')"
    let run = try script(source, "--help")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Counts things.\n"))
    #expect(run.output.contains("--city text [--year integer]") && run.output.contains("a whole number of at least 2000"))
    #expect(run.output.contains("2023 without it") && run.output.contains("(required)"))
    #expect(!run.output.contains("after"))
  }

  @Test("A script may not write unless it is allowed to, and what fails leaves nothing")
  func readOnly() throws {
    let adding = #"grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WNA" }"#
    let refused = try script(adding)
    #expect(refused.status != 0 && refused.errors.contains("--write"))
    // It requests a page and builds no document: its writes are rolled back.
    let workspace = try DemoWorkspace.fresh()
    let file = workspace.directory.appending(path: "add.lua")
    try Data(adding.utf8).write(to: file)
    let failed = try workspace.grappe("script", file.path, "--write", "--format", "html")
    #expect(failed.status == 2 && failed.errors.contains("grappe.document"))
    #expect(try workspace.grappe("eval", #"actors.count{ name = "Essai" }"#).output == "0\n")
    #expect(try workspace.grappe("script", file.path, "--write").status == 0)
    #expect(try workspace.grappe("eval", #"actors.count{ name = "Essai" }"#).output == "1\n")
  }

  @Test("grappe.params belongs to scripts, once")
  func place() throws {
    let twice = try script("grappe.params {}\ngrappe.params {}")
    #expect(twice.status == 1 && twice.errors.contains("grappe.params: can only be called once"))
    let inLine = try DemoWorkspace.shared.get().grappe("eval", "grappe.document().title")
    #expect(inLine.status != 0 || !inLine.output.contains("nil"))
  }

  @Test("A figure that does not fit is refused with what is near")
  func figures() throws {
    let document = "local doc = grappe.document { title = 't' }\n"
    let cases = [
      (
        "doc:network { title = 'n', nodes = { { id = 'kikk' } }, edges = { { from = 'kikk', to = 'kik' } } }",
        "did you mean \"kikk\"?"
      ),
      (
        "doc:network { title = 'n', nodes = { { id = 'a' }, { id = 'a' } }, edges = {} }",
        "two nodes of a network have the id \"a\""
      ),
      ("doc:network { title = 'n', nodes = { { id = 'a', sise = 2 } }, edges = {} }", "did you mean \"size\"?"),
      (
        "doc:network { title = 'n', groups = { 'Lieu' }, nodes = { { id = 'a', group = 'Lieux' } }, edges = {} }",
        "did you mean \"Lieu\"?"
      ),
      (
        "doc:map { title = 'm', points = { { label = 'a', lat = 95, lon = 4 } } }",
        "lat is in degrees, from -90 to 90, it is 95"
      ),
      (
        "doc:map { title = 'm', regions = { geojson = '{}', code = 'ISO' } }",
        "not the text of a GeoJSON FeatureCollection"
      ),
      ("doc:map { title = 'm' }", "lacks both its regions and its points"),
      ("doc:table { columns = { 'a' }, rows = function() end }", "local add = doc:rows"),
      ("grappe.document { tilte = 'x' }", "did you mean \"title\"?"),
    ]
    for (call, words) in cases {
      let run = try script(document + call)
      #expect(run.status == 1 && run.errors.contains(words), "\(call): \(run.errors)")
    }
  }
}
