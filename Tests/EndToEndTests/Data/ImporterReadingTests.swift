import Foundation
import Testing

/// Importers of plugins get their rows from the same reader as `grappe import --as ENTITY`.
@Suite struct ImporterReadingTests {
  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "lister",
      permissions: "actors = { access = \"write\", reason = { fr = \"ajouter\", en = \"to add\" } }",
      initLua: """
        grappe.importer {
          id = "list", title = { fr = "Liste", en = "List" }, accepts = { "text/csv", "application/jsonl" },
          run = function(rows)
            local seen = {}
            for row, line in rows do
              seen[#seen + 1] = line .. " " .. (row.nom or "-")
              if row.nom then grappe.actors.add { name = "Lu " .. row.nom, kind = row.kind or "company" } end
            end
            return table.concat(seen, ", ")
          end,
        }
        """)
    let run = try plugin.install(into: workspace)
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  private func importList(
    _ workspace: DemoWorkspace, _ name: String, _ bytes: Data, _ options: String..., language: String = "en"
  ) throws -> GrappeBinary.Run {
    try bytes.write(to: workspace.directory.appending(path: name))
    return try workspace.grappe.run(["import", name, "--as", "lister:list"] + options, language: language)
  }

  private func written(_ workspace: DemoWorkspace) throws -> String {
    try workspace.sql("SELECT group_concat(name, ', ') FROM (SELECT name FROM actor WHERE name GLOB 'Lu *' ORDER BY name)")
  }

  @Test("Delimiter, Excel's first line and Windows-1252 are found and told, empty rows passed over")
  func excel() throws {
    let workspace = try workspace()
    let text = try #require("sep=;\r\nnom;ville;\r\nÉcole;Liège;\r\n;;\r\n\"a;b\";Mons;\r\n".data(using: .windowsCP1252))
    let run = try importList(workspace, "list.csv", text, language: "fr")
    try #require(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("3 École, 5 a;b"))
    #expect(run.output.contains("Lu avec : encodage Windows-1252, séparateur « ; »."))
    #expect(try written(workspace) == "Lu a;b, Lu École\n")
  }

  @Test("A given encoding and delimiter settle it")
  func settled() throws {
    let workspace = try workspace()
    let text = try #require("nom|x\nÉ,a|1\n".data(using: .utf16BigEndian))
    let run = try importList(workspace, "list.csv", text, "--encoding", "utf-16be", "--delimiter", "|")
    #expect(run.output.contains("2 É,a"))
    #expect(try importList(workspace, "list.csv", text, "--encoding", "morse").status == 2)
    #expect(try importList(workspace, "list.csv", text, "--delimiter", "::").status == 2)
  }

  private static let damaged = Data("nom,ville\nA,Mons\n\"B,Mons\nC\nD,Mons\n".utf8)

  @Test("A line that is no row ends the import without a trace, with its number")
  func refused() throws {
    let workspace = try workspace()
    let run = try importList(workspace, "list.csv", Self.damaged)
    #expect(run.status == 1)
    #expect(run.errors.contains("line 3"))
    #expect(try written(workspace) == "\n")
  }

  @Test("A record that is refused is told with the line of the file it was read from, and the vocabulary of a word")
  func refusedRecord() throws {
    let workspace = try workspace()
    let run = try importList(workspace, "list.csv", Data("nom;kind\nA;company\nB;firm-x\n".utf8))
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("lister:list (list.csv:3) failed"), "\(run.errors)")
    #expect(run.errors.contains("“firm-x” is not in the vocabulary actor-kind"), "\(run.errors)")
    #expect(try written(workspace) == "\n")
  }

  @Test("With --keep-good such lines go to a file of the same columns, and the importer gets the others")
  func keepGood() throws {
    let workspace = try workspace()
    let run = try importList(workspace, "list.csv", Self.damaged, "--keep-good")
    try #require(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("2 A, 5 D") && run.output.contains("list.refused.csv"))
    let set = try String(contentsOf: workspace.directory.appending(path: "list.refused.csv"), encoding: .utf8)
    #expect(set.hasPrefix("nom,ville,refused\r\n\"\"\"B,Mons\",,"))
    #expect(set.split(separator: "\r\n").count == 3)
    #expect(try written(workspace) == "Lu A, Lu D\n")
  }

  @Test("Lines of JSON Lines likewise; a trial keeps neither rows nor file")
  func jsonLines() throws {
    let workspace = try workspace()
    let lines = Data("{\"nom\":\"A\"}\n{oops\n{\"nom\":\"B\"}\n".utf8)
    #expect(try importList(workspace, "list.jsonl", lines).errors.contains("line 2"))
    let trial = try importList(workspace, "list.jsonl", lines, "--keep-good", "--dry-run")
    #expect(trial.output.contains("1 A, 3 B") && trial.output.contains("line 2"))
    #expect(try written(workspace) == "\n")
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path)
    #expect(!names.contains { $0.contains("refused") })
  }
}
