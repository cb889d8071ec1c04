import Foundation
import Testing

/// Tables of any length need little memory. A million rows are measured in Benchmarks/reports; fewer rows here show that memory
/// does not grow with them.
@Suite struct LongTableTests {
  private static let script = """
    local params = grappe.params { rows = { type = "integer" } }
    local doc = grappe.document { title = "Long" }
    local add = doc:rows { columns = { "Nom", "Rang", "Part", "Ville" } }
    for rank = 1, params.rows do
      add { "Acteur inventé numéro " .. rank, rank, rank / 7, "Ville " .. rank % 97 }
    end
    """

  @Test("Memory does not grow with the rows of a table", arguments: ["csv", "xlsx"])
  func memory(format: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "long.lua")
    try Data(Self.script.utf8).write(to: file)
    let few = try peakMemory(rows: 2_000, file, format, workspace, folder)
    let many = try peakMemory(rows: 120_000, file, format, workspace, folder)
    // Cells in memory would need more than 30 MiB for these rows.
    #expect(many - few < 12 << 10, "\(few) KiB, then \(many) KiB")
    #expect(many < 100 << 10)
  }

  private static let cells = """
    { "été", "", 1, 2.5, true }, { "a,b", " x", -3, 0/0, false }, { { date = "2024-05" }, { date = "" }, "=1", "'=1", '"' },
    { { amount = 1234, currency = "EUR" }, { text = "x", url = "https://example.org" }, "line\\nfeed", "\\7", "\\u{9F}" }, {}, { "a" },
    { math.mininteger, 1e300, "\\u{A0}", { amount = -5, currency = "EUR" } }, setmetatable({ "raw" }, { __index = function() return 1 end })
    """

  @Test("Rows that are added one by one are those of a table of the same rows", arguments: ["csv", "json", "md", "html"])
  func rows(format: String) throws {
    let columns = "{ 'a', { 'b', kind = 'money' }, 'c', 'd', 'e' }"
    let whole = "doc:table { columns = \(columns), rows = { \(Self.cells) } }"
    let added = "local add = doc:rows { columns = \(columns) } for _, row in ipairs { \(Self.cells) } do add(row) end"
    let first = try script(whole, "--format", format)
    #expect(first.status == 0 && first.output.contains("été"), "\(first.errors)")
    #expect(try script(added, "--format", format).output == first.output)
  }

  @Test(
    "A row that is refused is named with its number",
    arguments: [
      ("{ a = 1 }", "row 2 of a table must be a list of 2 cells"), ("1", "a table is wanted"),
      ("{ 1, 2, 3 }", "row 2 of a table has 3 cells"),
      ("{ 1, b = 2 }", "row 2 of a table must be a list"), ("{ print }", "row 2"), ("{ '\\xFF' }", "row 2"), ("{ { date = 1 } }", "row 2"),
      ("{ { dato = 'x' } }", "row 2"), ("{ { 1 } }", "row 2"),
    ])
  func refused(row: String, words: String) throws {
    let run = try script("local add = doc:rows { columns = { 'a', 'b' } } add { 1, 2 } add(\(row))", "--format", "csv")
    #expect(run.status == 1 && run.errors.contains(words) && run.output.isEmpty, "\(run.errors)")
  }

  private func script(_ source: String, _ arguments: String...) throws -> GrappeBinary.Run {
    let workspace = try DemoWorkspace.shared.get()
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "rows.lua")
    try Data(("local doc = grappe.document { title = 'Rows' } " + source).utf8).write(to: file)
    return try workspace.grappe.run(["script", file.path] + arguments)
  }

  /// Returns the peak memory of one run in KiB.
  private func peakMemory(
    rows: Int, _ script: URL, _ format: String, _ workspace: DemoWorkspace, _ folder: TemporaryFolder
  ) throws -> Int {
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/peak_memory.py").path
    let output = folder.url.appending(path: "long.\(format)").path
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"),
      [
        "python3", oracle, GrappeBinary.executable.path, "script", script.path, "--rows", "\(rows)", "--format", format,
        "-o", output, "--cpu", "10min", "--wall", "10min",
      ], in: workspace.directory)
    try #require(run.status == 0, "\(run.errors)")
    return try #require(Int(run.output.split(separator: "\n")[0]))
  }
}
