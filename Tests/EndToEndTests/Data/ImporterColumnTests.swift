import Foundation
import Testing

/// The columns whose types an importer of a plugin declares are read like those of `grappe import --as ENTITY`.
@Suite struct ImporterColumnTests {
  private func workspace(columns: String = "Montant = \"money\", [\"date d'octroi\"] = \"date\", Part = \"number\"") throws -> DemoWorkspace
  {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "lister",
      permissions: "actors = { access = \"write\", reason = { fr = \"ajouter\", en = \"to add\" } }",
      initLua: """
        grappe.importer {
          id = "list", title = { fr = "Liste", en = "List" }, columns = { \(columns) },
          run = function(rows)
            local seen = {}
            for row in rows do
              local money = row.montant or row.Montant
              seen[#seen + 1] = table.concat({
                money and (money.amount .. money.currency) or "-", row["Date d’octroi"] or "-", tostring(row.Part), row.Note or "-" }, " ")
            end
            return table.concat(seen, ", ")
          end,
        }
        """)
    let run = try plugin.install(into: workspace)
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  private func importList(_ workspace: DemoWorkspace, _ text: String, _ options: String...) throws -> GrappeBinary.Run {
    try Data(text.utf8).write(to: workspace.directory.appending(path: "list.csv"))
    return try workspace.grappe.run(["import", "list.csv", "--as", "lister:list"] + options, language: "en")
  }

  @Test("Amounts, dates and numbers are decided on the whole column, and the summary tells them")
  func values() throws {
    let run = try importList(
      try workspace(), "Montant;Date d’octroi;Part;Note\n1.250;16/05/2024;1.250;1.250\n15 000,50 €;03/04/2024;0,5;x\n;;;\n")
    try #require(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("125000EUR 2024-05-16 1250.0 1.250, 1500050EUR 2024-04-03 0.5 x"), "\(run.output)")
    #expect(run.output.contains("EUR\u{A0}16,250.50"), "\(run.output)")
  }

  @Test("A column that is open is refused with the option that settles it")
  func unclear() throws {
    let workspace = try workspace()
    let text = "Montant;Date d’octroi;Part;Note\n;03/04/2024;;x\n"
    let run = try importList(workspace, text)
    #expect(run.status != 0 && run.errors.contains("--dates"), "\(run.errors)")
    #expect(try importList(workspace, text, "--dates", "mdy").output.contains("2024-03-04"))
  }

  @Test("A cell that does not fit is named by line and column, or set aside")
  func refused() throws {
    let workspace = try workspace()
    let text = "Montant;Date d’octroi;Part;Note\nbeaucoup;2024;1;x\n5;2024;1;y\n"
    let run = try importList(workspace, text)
    #expect(run.status != 0 && run.errors.contains("line 2") && run.errors.contains("Montant"), "\(run.errors)")
    let kept = try importList(workspace, text, "--keep-good")
    #expect(kept.output.contains("500EUR 2024 1.0 y") && kept.output.contains("list.refused.csv"), "\(kept.output)")
    let set = try String(contentsOf: workspace.directory.appending(path: "list.refused.csv"), encoding: .utf8)
    #expect(set.contains("beaucoup;2024;1;x"), "\(set)")
  }

  @Test("A type that is none is refused when the plugin is loaded")
  func unknownType() throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "lister", permissions: "",
      initLua: """
        grappe.importer { id = "list", title = "x", columns = { Montant = "monney" }, run = function() end }
        """)
    let run = try plugin.install(into: workspace)
    #expect(run.status != 0 && run.errors.contains("money"), "\(run.errors)")
  }
}
