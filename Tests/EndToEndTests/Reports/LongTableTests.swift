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
