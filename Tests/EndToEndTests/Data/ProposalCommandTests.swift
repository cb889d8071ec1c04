import Foundation
import Testing

@Suite("grappe import --propose and grappe proposals")
struct ProposalCommandTests {
  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.empty()
    let run = try workspace.grappe("eval", Self.records, "--write")
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  private static let records = """
    concepts.add{ scheme = 'actor-kind', code = 'company', label = { en = 'Company' } }
    actors.add{ id = 'orme', name = 'Orme', kind = 'company', city = 'Mons' }
    """

  /// Proposes a list, and returns the ids of the pending proposals.
  private func propose(_ workspace: DemoWorkspace, _ rows: String) throws -> [String] {
    try Data("id,name,kind,city\n\(rows)\n".utf8).write(to: workspace.directory.appending(path: "list.csv"))
    let run = try workspace.grappe("import", "list.csv", "--as", "actor", "--propose", "--json")
    try #require(run.status == 0, "\(run.errors)")
    return try workspace.sql("SELECT id FROM proposal WHERE state = 'pending' ORDER BY id").split(separator: "\n").map(String.init)
  }

  @Test("an import proposes one record at a time, and the same file nothing new")
  func proposed() throws {
    let workspace = try workspace()
    let ids = try propose(workspace, "orme,Orme,company,Huy\nnew,New,company,Ath\n,Third,company,")
    #expect(ids.count == 3)
    #expect(try workspace.grappe("eval", "return actors.count{}, actors.get('orme').city").output == "1\nMons\n")
    #expect(try propose(workspace, "orme,Orme,company,Huy\nnew,New,company,Ath\n,Third,company,") == ids)
    for (language, word) in [("en", "add"), ("fr", "ajout"), ("de", "Zugang")] {
      let list = try workspace.grappe("proposals", "--lang", language)
      #expect(list.status == 0 && list.output.contains(word) && list.output.contains("list.csv"), "\(list.output)\(list.errors)")
    }
    #expect(try workspace.grappe("import", "list.csv", "--as", "actor", "--propose", "--batch", "2").status == 2)
  }

  @Test("a proposal is shown, adjusted, accepted and undone")
  func accepted() throws {
    let workspace = try workspace()
    let ids = try propose(workspace, "orme,Orme,company,Huy\nnew,New,company,Ath")
    let shown = try workspace.grappe("proposals", "show", ids[0], "--lang", "en")
    #expect(shown.output.contains("Mons") && shown.output.contains("Huy"), "\(shown.output)\(shown.errors)")
    #expect(try workspace.grappe("proposals", "adjust", ids[1], "kind=circus").status == 2)
    #expect(try workspace.grappe("proposals", "adjust", ids[1], "city=Spa").status == 0)
    let accepted = try workspace.grappe("proposals", "accept", ids[0], ids[1], "--lang", "en")
    #expect(accepted.status == 0 && accepted.output.contains("grappe undo"), "\(accepted.errors)")
    let read = "return actors.count{}, actors.get('orme').city, (actors.get('new') or {}).city"
    #expect(try workspace.grappe("eval", read).output == "2\nHuy\nSpa\n")
    #expect(try workspace.grappe("proposals", "accept", ids[0]).status == 5)
    let invocation = try workspace.sql("SELECT id FROM invocation WHERE kind = 'accept'").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try workspace.grappe("undo", invocation).status == 0)
    #expect(try workspace.grappe("eval", "return actors.count{}, actors.get('orme').city").output == "1\nMons\n")
    #expect(try workspace.sql("SELECT count(*) FROM proposal WHERE state = 'pending'") == "2\n")
  }

  @Test("a conflict is named and refused without --anyway, a rejection needs a reason")
  func conflict() throws {
    let workspace = try workspace()
    let ids = try propose(workspace, "orme,Orme,company,Huy")
    #expect(try workspace.grappe("eval", "actors.set('orme', { city = 'Ath' })", "--write").status == 0)
    for (language, word) in [("en", "Conflict"), ("fr", "Conflit"), ("de", "Konflikt")] {
      #expect(try workspace.grappe("proposals", "show", ids[0], "--lang", language).output.contains(word))
    }
    let refused = try workspace.grappe("proposals", "accept", ids[0], "--lang", "en")
    #expect(refused.status != 0 && refused.errors.contains("city") && refused.errors.contains("--anyway"), "\(refused.errors)")
    #expect(try workspace.grappe("proposals", "reject", ids[0]).status == 2)
    #expect(try workspace.grappe("proposals", "reject", ids[0], "--reason", "no", "--audience", "public").status == 2)
    #expect(try workspace.grappe("proposals", "reject", ids[0], "--reason", "no").status == 0)
    #expect(try workspace.grappe("proposals", "--state", "all", "--json").output.contains("\"rejected\""))
    #expect(try workspace.grappe("proposals", "--state", "all", "--audience", "members", "--json").output.contains("\"total\": 0"))
  }
}
