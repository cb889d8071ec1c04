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
}
