import Foundation
import Testing

/// The Lua API from a plugin's side: a plugin with every permission, whose tests call the functions.
@Suite struct APIPluginTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for plugin in ["Tests/Plugins/api", "plugins/europe"] {
      let source = GrappeBinary.root.appending(path: plugin)
      try FileManager.default.copyItem(at: source, to: folder.url.appending(path: source.lastPathComponent))
    }
    return folder
  }

  @Test("Labels, texts and plural forms are those of the invocation's language", arguments: ["de", "fr"])
  func labels(language: String) throws {
    let folder = try folder()
    let run = try GrappeBinary(directory: folder.url)("test", "api", "--lang", language, "--filter", "label_test")
    #expect(run.status == 0 && run.output.contains("✓"), "\(run.output)\(run.errors)")
  }

  @Test("The functions of the API do what their reference says")
  func functions() throws {
    let folder = try folder()
    let run = try GrappeBinary(directory: folder.url)("test", "api", "--lang", "en")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains(" passed, 0 failed") && !run.output.hasPrefix("0 "))
    // One line of the log at every level.
    #expect(["debug", "info", "warn", "error"].allSatisfy { run.errors.contains("api: \($0): a line") })
  }
}
