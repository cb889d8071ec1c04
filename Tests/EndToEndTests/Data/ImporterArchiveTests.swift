import Foundation
import Testing

/// Importers of plugins read ZIP archives file by file, JSON arrays, and long files in batches.
@Suite struct ImporterArchiveTests {
  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "lister",
      permissions: "actors = { access = \"write\", reason = { fr = \"ajouter\", en = \"to add\" } }",
      initLua: """
        local function add(rows)
          local lines = {}
          for row, line in rows do
            if row.nom == "stop" then error("stopped", 0) end
            grappe.actors.add { name = "Lu " .. row.nom, kind = "company" }
            lines[#lines + 1] = line .. " " .. row.nom
          end
          return table.concat(lines, ", ")
        end
        grappe.importer {
          id = "only", title = { fr = "Un", en = "One" }, accepts = { "text/csv", "application/jsonl" }, run = add,
        }
        grappe.importer {
          id = "all", title = { fr = "Tous", en = "All" }, accepts = { "text/csv", "application/jsonl" },
          run = function()
            local seen = {}
            for _, name in ipairs(grappe.files()) do
              local rows, columns = grappe.rows(name)
              seen[#seen + 1] = name .. " [" .. table.concat(columns, " ") .. "]: " .. add(rows)
            end
            return table.concat(seen, "; ")
          end,
        }
        """)
    let run = try plugin.install(into: workspace)
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  /// Makes an archive of files with `bsdtar`.
  private func archive(_ name: String, _ files: [(String, Data)], in workspace: DemoWorkspace) throws {
    let folder = workspace.directory.appending(path: "files")
    for (file, bytes) in files {
      let url = folder.appending(path: file)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["bsdtar", "--format", "zip", "-cf", workspace.directory.appending(path: name).path, "-C", folder.path] + files.map(\.0)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private func written(_ workspace: DemoWorkspace) throws -> String {
    try workspace.sql("SELECT group_concat(name, ', ') FROM (SELECT name FROM actor WHERE name GLOB 'Lu *' ORDER BY name)")
  }

  @Test("each file of an archive is offered by its name, with its own delimiter and encoding")
  func members() throws {
    let workspace = try workspace()
    let windows = try #require("nom;x\nÉ;\n".data(using: .windowsCP1252))
    try archive(
      "all.zip",
      [
        ("b.csv", Data("nom,y\nB,1\n".utf8)), ("sub/a.csv", windows), ("note.pdf", Data("no rows".utf8)),
        ("c.json", Data("[\n  {\"nom\": \"C, ] }\"},\n  {\"nom\":\n \"D\"}\n]\n".utf8)),
      ], in: workspace)
    let run = try workspace.grappe.run(["import", "all.zip", "--as", "lister:all"], language: "en")
    try #require(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("b.csv [nom y]: 2 B; sub/a.csv [nom x]: 2 É; c.json []: 2 C, ] }, 3 D"))
    #expect(try written(workspace) == "Lu B, Lu C, ] }, Lu D, Lu É\n")
  }

  @Test("the only file of an archive is read like a file, and one of several must be named")
  func only() throws {
    let workspace = try workspace()
    try archive("one.zip", [("a.csv", Data("nom\nA\n".utf8))], in: workspace)
    let run = try workspace.grappe.run(["import", "one.zip", "--as", "lister:only"], language: "en")
    #expect(run.output.contains("2 A"), "\(run.errors)")
    try archive("two.zip", [("a.csv", Data("nom\nA\n".utf8)), ("b.csv", Data("nom\nB\n".utf8))], in: workspace)
    let refused = try workspace.grappe.run(["import", "two.zip", "--as", "lister:only"], language: "en")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("a.csv, b.csv"))
    #expect(try written(workspace) == "Lu A\n")
  }

  @Test("an archive without a readable file and a damaged one are refused")
  func refused() throws {
    let workspace = try workspace()
    try archive("none.zip", [("note.pdf", Data("no rows".utf8))], in: workspace)
    #expect(try workspace.grappe.run(["import", "none.zip", "--as", "lister:all"], language: "en").status != 0)
    try archive("cut.zip", [("a.csv", Data("nom\nA\n".utf8))], in: workspace)
    let url = workspace.directory.appending(path: "cut.zip")
    try Data(contentsOf: url).prefix(45).write(to: url)
    let run = try workspace.grappe.run(["import", "cut.zip", "--as", "lister:all"], language: "en")
    #expect(run.status != 0)
    #expect(run.errors.contains("cut.zip"))
    #expect(try written(workspace) == "\n")
  }

  @Test("a JSON array is read object by object, and an object that is cut off names its line")
  func array() throws {
    let workspace = try workspace()
    let folder = workspace.directory
    try Data(" [{\"nom\":\"A\"}\n,{\"nom\":\"B\"}]".utf8).write(to: folder.appending(path: "list.json"))
    let run = try workspace.grappe.run(["import", "list.json", "--as", "lister:only"], language: "en")
    #expect(run.output.contains("1 A, 2 B"), "\(run.errors)")
    try Data("[{\"nom\":\"C\"},\n{\"nom\":\"D".utf8).write(to: folder.appending(path: "list.json"))
    #expect(try workspace.grappe.run(["import", "list.json", "--as", "lister:only"], language: "en").errors.contains("line 2"))
    #expect(try written(workspace) == "Lu A, Lu B\n")
  }

  @Test("with --batch every so many rows are kept, each batch an operation of its own, and an error loses only the last")
  func batches() throws {
    let workspace = try workspace()
    let folder = workspace.directory
    try Data("nom\nA\nB\nC\nD\nE\n".utf8).write(to: folder.appending(path: "list.csv"))
    let run = try workspace.grappe.run(["import", "list.csv", "--as", "lister:only", "--batch", "2"], language: "en")
    #expect(run.output.contains("2 A, 3 B, 4 C, 5 D, 6 E"), "\(run.errors)")
    #expect(try written(workspace) == "Lu A, Lu B, Lu C, Lu D, Lu E\n")
    let operations = """
      SELECT count(DISTINCT invocation) FROM journal_change WHERE invocation IN (SELECT id FROM invocation WHERE kind = 'importer')
      """
    #expect(try workspace.sql(operations) == "3\n")
    try Data("nom\nF\nG\nH\nstop\n".utf8).write(to: folder.appending(path: "list.csv"))
    let stopped = try workspace.grappe.run(["import", "list.csv", "--as", "lister:only", "--batch", "2"], language: "en")
    #expect(stopped.status == 1)
    #expect(try written(workspace) == "Lu A, Lu B, Lu C, Lu D, Lu E, Lu F, Lu G\n")
    let trial = try workspace.grappe.run(
      ["import", "list.csv", "--as", "lister:only", "--batch", "2", "--dry-run"], language: "en")
    #expect(trial.status == 1)
    #expect(try written(workspace) == "Lu A, Lu B, Lu C, Lu D, Lu E, Lu F, Lu G\n")
  }

  @Test("with --keep-good the lines of an archive that are no rows go to one file for each of its files")
  func keepGood() throws {
    let workspace = try workspace()
    try archive(
      "all.zip",
      [
        ("b.csv", Data("nom,y\nB,1\nC\nD,2,3\n".utf8)), ("sub/a.csv", Data("nom;x\nE\nF;1\n".utf8)),
        ("c.jsonl", Data("{\"nom\":\"G\"}\n{\"nom\":\n".utf8)), ("good.csv", Data("nom\nH\n".utf8)),
      ], in: workspace)
    let run = try workspace.grappe.run(["import", "all.zip", "--as", "lister:all", "--keep-good"], language: "en")
    try #require(run.status == 0, "\(run.errors)")
    #expect(try written(workspace) == "Lu B, Lu F, Lu G, Lu H\n")
    #expect(run.output.contains("  b.csv, line 3: ") && run.output.contains("  sub/a.csv, line 2: "), "\(run.output)")
    func text(_ name: String) -> String? {
      try? String(contentsOf: workspace.directory.appending(path: name), encoding: .utf8).replacingOccurrences(of: "\r\n", with: "\n")
    }
    let lines = text("all.b.refused.csv")?.split(separator: "\n").map { $0.prefix(4) }
    #expect(lines == ["nom,", "C,,1", "D,2,"], "\(text("all.b.refused.csv") ?? "-")")
    #expect(text("all.sub-a.refused.csv")?.hasPrefix("nom;x;refused\n") == true && text("all.c.refused.jsonl") != nil)
    #expect(text("all.good.refused.csv") == nil)
    let again = try workspace.grappe.run(["import", "all.zip", "--as", "lister:all", "--keep-good"], language: "en")
    #expect(again.status == 3 && again.errors.contains("all.b.refused.csv"), "\(again.errors)")
    let named = try workspace.grappe.run(
      ["import", "all.zip", "--as", "lister:all", "--keep-good", "--refused", "left.csv"], language: "en")
    #expect(named.status == 0 && text("left.b.csv") != nil && text("left.sub-a.csv") != nil, "\(named.errors)")
  }

  @Test(
    "an option that means nothing to an importer is refused with what to do",
    arguments: [
      (["--batch", "2", "--resume"], "Run the same import again"), (["--map", "a=name"], "--map is for records"),
      (["--set", "kind=company"], "--set is for records"), (["--ignore-unknown"], "--ignore-unknown is for records"),
      (["--duplicates", "skip"], "--duplicates is for records"), (["--batch", "2", "--refused", "x.csv"], "--keep-good"),
    ])
  func options(given: [String], says: String) throws {
    let workspace = try DemoWorkspace.empty()
    let run = try workspace.grappe.run(["import", "-", "--as", "lister:only"] + given, language: "en")
    #expect(run.status == 2 && run.errors.contains(says), "\(run.errors)")
  }
}
