import Foundation
import Testing

@Suite("grappe duplicates and grappe merge")
struct MergeCommandTests {
  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.empty()
    let run = try workspace.grappe("eval", Self.records, "--write")
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  private static let records = """
    concepts.add{ scheme = 'actor-kind', code = 'company', label = { en = 'Company' } }
    concepts.add{ scheme = 'relation-type', code = 'supplier', label = { en = 'Supplier' } }
    actors.add{ id = 'orme', name = 'Les Films de l’Orme', kind = 'company', city = 'Mons' }
    actors.add{ id = 'films-orme', name = 'FILMS DE L’ORME SRL', kind = 'company', city = 'Mons', website = 'https://orme.example' }
    actors.add{ id = 'autre', name = 'Radio du Sud', kind = 'company', city = 'Arlon' }
    relations.add{ id = 'tie', from = 'autre', to = 'films-orme', type = 'supplier' }
    """

  @Test("pairs are listed with score and reasons, also as JSON")
  func duplicates() throws {
    let workspace = try workspace()
    let listed = try workspace.grappe("duplicates", "actor", "--lang", "en")
    #expect(listed.status == 0 && listed.output.contains("films-orme") && listed.output.contains("same town"), "\(listed.errors)")
    #expect(!listed.output.contains("autre") && listed.output.contains("grappe merge orme films-orme --dry-run"))
    let json = try workspace.grappe("duplicates", "actor", "--json")
    #expect(json.output.contains("\"id\": \"orme\"") && json.output.contains("\"city\""))
    #expect(try workspace.grappe("duplicates", "actor", "--score", "1", "--lang", "en").output == "No two records look like one.\n")
    #expect(try workspace.grappe("duplicates", "relation").status != 0)
    #expect(try workspace.grappe("duplicates", "actor", "--score", "2").status == 2)
  }

  @Test("a trial changes nothing, a merge is one invocation, the old id finds the record, an undo brings both back")
  func merge() throws {
    let workspace = try workspace()
    let trial = try workspace.grappe("merge", "orme", "films-orme", "--dry-run", "--lang", "en")
    #expect(trial.status == 0 && trial.output.contains("relation tie"), "\(trial.errors)")
    #expect(try workspace.grappe("eval", "return actors.count{}").output == "3\n")
    let merged = try workspace.grappe("merge", "orme", "films-orme", "--take", "name", "--json")
    try #require(merged.status == 0, "\(merged.errors)")
    let read = "local a = actors.get('films-orme') return a.id, a.name, a.website, relations.get('tie').to"
    #expect(try workspace.grappe("eval", read).output == "orme\nFILMS DE L’ORME SRL\nhttps://orme.example\norme\n")
    try Data("id,city\nfilms-orme,Huy\n".utf8).write(to: workspace.directory.appending(path: "list.csv"))
    let imported = try workspace.grappe("import", "list.csv", "--as", "actor", "--duplicates", "update")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(try workspace.grappe("eval", "return actors.get('orme').city, actors.count{}").output == "Huy\n2\n")
    let undoneImport = try workspace.sql("SELECT id FROM invocation WHERE kind = 'import' ORDER BY id DESC LIMIT 1")
    #expect(try workspace.grappe("undo", undoneImport.trimmingCharacters(in: .whitespacesAndNewlines)).status == 0)
    let invocation = try workspace.sql("SELECT id FROM invocation WHERE kind = 'merge' ORDER BY id DESC LIMIT 1")
    let undone = try workspace.grappe("undo", invocation.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(undone.status == 0, "\(undone.errors)")
    #expect(try workspace.grappe("eval", read).output == "films-orme\nFILMS DE L’ORME SRL\nhttps://orme.example\nfilms-orme\n")
  }

  @Test(
    "unknown records, one record, and unknown fields are refused",
    arguments: [
      ["orme", "nobody"], ["orme", "orme"], ["orme", "tie"], ["orme", "films-orme", "--take", "nmae"],
    ])
  func refused(words: [String]) throws {
    let workspace = try workspace()
    let run = try workspace.grappe.run(["merge"] + words)
    #expect(run.status != 0 && !run.errors.isEmpty && run.output.isEmpty)
    #expect(try workspace.grappe("eval", "return actors.count{}, relations.count{}").output == "3\n1\n")
  }
}
