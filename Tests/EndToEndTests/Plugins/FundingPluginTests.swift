import Foundation
import Testing

/// `grappe.funding` from a plugin's side: a plugin with rules, whose tests query actors, undertakings and projects.
@Suite struct FundingPluginTests {
  @Test("The rules, answers, ledgers and routes of a plugin are those of the golden cases")
  func functions() throws {
    let folder = try TemporaryFolder()
    for plugin in ["Tests/Plugins/funding", "plugins/europe"] {
      let source = GrappeBinary.root.appending(path: plugin)
      try FileManager.default.copyItem(at: source, to: folder.url.appending(path: source.lastPathComponent))
    }
    let run = try GrappeBinary(directory: folder.url)("test", "funding", "--lang", "fr")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains(" réussis, 0 échoué") && !run.output.hasPrefix("0 "))
  }

  @Test("What a command returns is worded for people, and keeps its names as JSON")
  func wordedResults() throws {
    let workspace = try DemoWorkspace.fresh()
    try #require(try workspace.grappe("run", "wallonia:exemples").status == 0)
    let commands = [
      ["wallonia:label", "--actor", "kikk"], ["wallonia:besoin", "--actor", "kikk", "--skill", "toon-boom"], ["wallonia:audit"],
      ["wallonia:parcours", "--project", "exemple-jeu"],
      ["wallonia:dossier", "--call", "fi-start-invest", "--project", "exemple-jeu", "--next_step", "Écrire", "--due", "2999-01-02"],
      ["paca:partenaire", "--actor", "british-council", "--stage", "contacted", "--owner", "international"],
    ]
    for command in commands {
      let shown = try workspace.grappe.run(["run"] + command + ["--lang", "fr"])
      #expect(shown.status == 0, "\(shown.errors)")
      let names = shown.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
      let foreign = ["given", "issued", "taught_by", "missing", "of", "counts", "kept", "next_step", "stage", "draft", "contacted", "true"]
      #expect(Set(names.map(String.init)).isDisjoint(with: foreign), "\(shown.output)")
      #expect(!shown.output.contains("{\"") && !shown.output.contains("  true"), "\(shown.output)")
    }
    let label = try workspace.grappe("run", "wallonia:label", "--actor", "kikk", language: "fr").output
    #expect(label.contains("label porté") && label.contains("oui"))
    #expect(try workspace.grappe("run", "wallonia:label", "--actor", "kikk", "--json").output.contains("\"given\": true"))
  }

  @Test("A rule set that cannot be read is set aside with its reason, and every other call is answered")
  func setAside() throws {
    let workspace = try DemoWorkspace.fresh()
    let question = "local m = grappe.funding.match('kikk', { territories = { has = 'BE' } }) return { #m.results, m.set_aside }"
    let before = try workspace.grappe("eval", question).output
    let broken = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"),
      ["grappe.sqlite", "UPDATE rule_set SET conditions = '[{\"test\":\"beween\",\"fact\":\"x\"}]' WHERE call = 'fi-tax-shelter'"],
      in: workspace.directory)
    try #require(broken.status == 0, "\(broken.errors)")
    let after = try workspace.grappe("eval", question, language: "en")
    #expect(after.status == 0, "\(after.errors)")
    #expect(before.hasPrefix("10\n") && after.output.hasPrefix("9\n"))
    #expect(after.output.contains("fi-tax-shelter") && after.output.contains("between"))
    let route = try workspace.grappe(
      "eval", "#grappe.funding.route({ holder = 'kikk', stage = 'idea' }, { filter = { territories = { has = 'BE' } } }).left_out")
    #expect(route.status == 0 && route.output != "0\n")
    let check = try workspace.grappe("eval", "(select(2, grappe.funding.check('kikk', 'fi-tax-shelter')))", language: "en")
    #expect(check.output.contains("between"))
  }
}
