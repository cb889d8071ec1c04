import Foundation
import Testing

/// Texts from outside are compared by their bytes, from the command line to the database and back.
@Suite struct ExactTextTests {
  private static let twins =
    #"{ { "\u{E9}", "e\u{301}" }, { "K", "\u{212A}" }, { ";", "\u{37E}" }, { "\u{C5}", "\u{212B}" }, { "`", "\u{1FEF}" } }"#

  @Test(
    "both of two names that are canonically equivalent are kept, or both refused",
    arguments: [
      // JSON, and the conversion from Lua and back.
      "local t = grappe.json.decode(grappe.json.encode({ [a] = 1, [b] = 2 })) assert(t[a] == 1 and t[b] == 2)",
      "assert(grappe.json.encode({ [a] = 1, [b] = 2 }) == grappe.json.encode({ [b] = 2, [a] = 1 }))",
      "local t = grappe.json.decode('{\"' .. a .. '\":1,\"' .. b .. '\":2}') assert(t[a] == 1 and t[b] == 2)",
      // CSV: two columns, unchanged cells.
      "local r = grappe.csv.decode('\"' .. a .. '\",\"' .. b .. '\"\\n1,2\\n') assert(r[1][a] == '1' and r[1][b] == '2')",
      "local s = grappe.csv.encode({ { [a] = 1, [b] = 2 } }, { a, b }) local r = grappe.csv.decode(s) assert(r[1][a] == '1' and r[1][b] == '2')",
      // Figures of documents.
      "grappe.document{ title = 'x' }:network{ title = 't', nodes = { { id = a }, { id = b } }, edges = { { from = a, to = b } } }",
      "grappe.document{ title = 'x' }:network{ title = 't', groups = { a, b }, nodes = { { id = 'n', group = b } }, edges = {} }",
      "assert(not pcall(function() grappe.document{ title = 'x' }:network{ title = 't', nodes = { { id = a } }, edges = { { from = a, to = b } } } end))",
      "local f = '{\"properties\":{\"c\":\"' .. a .. '\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[4,50],[5,50],[5,51]]]}}' "
        + "local m = { title = 't', regions = { code = 'c', values = { [b] = 1 }, geojson = '{\"type\":\"FeatureCollection\",\"features\":[' .. f .. ']}' } } "
        + "local d = grappe.document{ title = 'x' } assert(not pcall(d.map, d, m)) m.regions.values = { [a] = 1 } d:map(m)",
      // Filters, options and values of the model.
      "assert(not pcall(grappe.actors.find, { [a] = 1, [b] = 2 })) assert(#grappe.actors.find{ name = a } == 0)",
      "assert(not pcall(grappe.actors.find, {}, { [a] = 1, [b] = 2 }))",
      // Rules.
      "local f = grappe.funding local c = f.all_of{ f.has{ id = a, fact = 'x' }, f.has{ id = b, fact = 'x' } } assert(c) "
        + "assert(not pcall(f.all_of, { f.has{ id = a, fact = 'x' }, f.has{ id = a, fact = 'x' } }))",
    ])
  func kept(code: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    let program = "for _, p in ipairs(\(Self.twins)) do local a, b = p[1], p[2] \(code) end return 'kept'"
    let runs = try (0..<2).map { _ in try workspace.grappe("eval", program) }
    #expect(runs[0].status == 0, "\(runs[0].errors)")
    #expect(runs.map(\.output) == ["kept\n", "kept\n"])
  }

  @Test(
    "a number that JSON cannot write is refused with its path",
    arguments: [
      ("grappe.json.encode({ rows = { { rate = 0/0 } } })", "rows.1.rate"), ("grappe.json.encode({ 1, 1/0 })", "2"),
      ("grappe.json.encode(-1/0)", "JSON"), ("grappe.json.encode({ a = { b = { 0/0 } } }, { pretty = true })", "a.b.1"),
    ])
  func notFinite(code: String, path: String) throws {
    let run = try DemoWorkspace.shared.get().grappe("eval", "return \(code)")
    #expect(run.status == 1)
    #expect(run.errors.contains(path) && run.errors.contains("NaN"), "\(run.errors)")
  }

  @Test("SQL with a NUL is refused", arguments: ["SELECT 1 AS x\\0", "SELECT 1 AS x\\0; DROP TABLE actor", "\\0"])
  func nul(sql: String) throws {
    let run = try DemoWorkspace.shared.get().grappe("eval", "return grappe.sql(\"\(sql)\")")
    #expect(run.status == 1)
    #expect(run.errors.contains("NUL"), "\(run.errors)")
  }

  private func script(_ source: String, _ arguments: [String]) throws -> GrappeBinary.Run {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "script.lua")
    try Data(source.utf8).write(to: file)
    return try DemoWorkspace.shared.get().grappe.run(["script", file.path] + arguments)
  }

  @Test("the opening comment of a script with CRLF ends where the comment ends")
  func openingComment() throws {
    let run = try script("-- Counts.\r\n-- Twice.\r\nlocal secret = 1\r\ngrappe.params{ n = { type = 'integer' } }\r\n", ["--help"])
    #expect(run.output.contains("Counts.") && run.output.contains("Twice."), "\(run.output)")
    #expect(!run.output.contains("secret"))
  }

  @Test("a parameter is cut at the byte of =, and a unit is compared by bytes")
  func parameters() throws {
    let source = "local p = grappe.params{ city = { type = 'text' } } return #p.city"
    #expect(try script(source, ["--city=\u{301}x"]).output == "3\n")
    #expect(try script(source, ["--city=a=b"]).output == "3\n")
    for arguments in [["--\u{301}city=x"], ["--c\u{131}ty=x"], ["--city\u{301}=x"]] {
      #expect(try script(source, arguments).status != 0, "\(arguments)")
    }
    #expect(try script("return 1", ["--memory", "64MiB"]).status == 0)
    for limit in ["64\u{212A}iB", "64000\u{212A}iB", "6\u{301}4MiB", "64MiB\u{301}", "\u{FF16}4MiB"] {
      #expect(try script("return 1", ["--memory", limit]).status != 0, "\(limit)")
    }
  }

  @Test("a list keeps its elements through a file, also those with a mark behind a semicolon or a backslash")
  func lists() throws {
    let workspace = try DemoWorkspace.fresh()
    let words = #"{ "a;\u{301}b", "a;b", "c\\\u{301};d", "\u{E9}", "x\u{301}" }"#
    let write = "grappe.actors.set(a, { aliases = \(words) })"
    let made = try workspace.grappe("eval", "--write", "local a = grappe.actors.find({}, { limit = 1 })[1].id \(write) return a")
    try #require(made.status == 0, "\(made.errors)")
    let id = made.output.split(separator: "\n")[0]
    for format in ["csv", "jsonl"] {
      let file = workspace.directory.appending(path: "actors.\(format)").path
      try #require(try workspace.grappe("export", "actor", "--format", format, "-o", file).status == 0)
      let run = try workspace.grappe("import", file, "--as", "actor", "--duplicates", "update", "--json")
      try #require(run.status == 0, "\(run.errors)")
      let check =
        "local w = \(words) local a = grappe.actors.get('\(id)').aliases assert(#a == #w) for i = 1, #w do assert(a[i] == w[i], i) end return 'kept'"
      #expect(try workspace.grappe("eval", check).output == "kept\n")
    }
  }

  @Test("--map finds a column by its bytes, else the only one that is normalised differently")
  func map() throws {
    let workspace = try DemoWorkspace.fresh()
    func dryRun(_ header: String, _ map: String...) throws -> GrappeBinary.Run {
      let file = workspace.directory.appending(path: "rows.csv")
      try Data("id,kind,\(header)\nessai-a,company,A,B\n".utf8).write(to: file)
      return try workspace.grappe.run(["import", file.path, "--as", "actor", "--dry-run"] + map.flatMap { ["--map", $0] })
    }
    #expect(try dryRun("D\u{E9}nom,city", "De\u{301}nom=name").status == 0)
    #expect(try dryRun("D\u{E9}nom,De\u{301}nom", "De\u{301}nom=name", "D\u{E9}nom=city").status == 0)
    #expect(try dryRun("D\u{E9}nom,city", "Denom=name").status != 0)
    #expect(try dryRun("x=\u{301}y,city", "x=\u{301}y=name").status == 0)
  }
}
