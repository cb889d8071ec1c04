import Foundation
import Testing

/// The examples of the reference work as printed: each is placed where its function may be called, in one plugin with every
/// permission, and the plugin is tested.
@Suite struct ReferenceExampleTests {
  private struct Example: Decodable {
    var name: String
    var place: String
    var example: String
  }

  @Test("Every example of the reference works")
  func examples() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let examples = try JSONDecoder().decode([Example].self, from: Data(try grappe("reference", "--json").output.utf8))
    try #require(examples.count > 100)
    try write(examples, into: folder.url)
    let run = try grappe("test", "api")
    #expect(run.status == 0, "\(run.output.split(separator: "\n").filter { !$0.hasPrefix("✓") })")
    let passed = run.output.split(separator: "\n").filter { $0.hasPrefix("✓") }
    #expect(passed.count == examples.count { !["registration", "importer", "script"].contains($0.place) })
    for example in examples where example.place == "script" { try runScript(example) }
  }

  private func runScript(_ example: Example) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "example.lua")
    try Data(example.example.utf8).write(to: file)
    let run = try DemoWorkspace.shared.get().grappe("script", file.path)
    #expect(run.status == 0, "\(example.name): \(run.errors)")
  }

  private func write(_ examples: [Example], into folder: URL) throws {
    for plugin in ["Tests/Plugins/api", "plugins/europe"] {
      let source = GrappeBinary.root.appending(path: plugin)
      try FileManager.default.copyItem(at: source, to: folder.appending(path: source.lastPathComponent))
    }
    let plugin = folder.appending(path: "api")
    try FileManager.default.removeItem(at: plugin.appending(path: "tests"))
    try FileManager.default.createDirectory(at: plugin.appending(path: "tests"), withIntermediateDirectories: true)
    let files = [
      "init.lua": examples.compactMap(registration).joined(separator: "\n"),
      "tests/example_test.lua": examples.compactMap(test).joined(separator: "\n"),
      "locales/fr.toml": "greeting = \"Bonjour {name}\"\nrecords = [\"{count} fiche\", \"{count} fiches\"]\n",
      "locales/en.toml": "greeting = \"Hello {name}\"\nrecords = [\"{count} record\", \"{count} records\"]\n",
    ]
    for (name, text) in files { try Data(text.utf8).write(to: plugin.appending(path: name)) }
  }

  private func registration(_ example: Example) -> String? {
    switch example.place {
    case "registration", "importer": example.example
    case "report":
      "grappe.report { id = \"\(id(example))\", title = \"x\", run = function(params, doc)\n\(example.example)\nend }"
    default: nil
    }
  }

  private func test(_ example: Example) -> String? {
    switch example.place {
    case "test": example.example
    case "report": "test(\"\(example.name)\", function(t) t.report(\"\(id(example))\") end)"
    case "anywhere": "test(\"\(example.name)\", function(t)\n\(example.example)\nend)"
    default: nil
    }
  }

  private func id(_ example: Example) -> String {
    "example-" + example.name.map { $0.isLetter ? String($0) : "-" }.joined()
  }
}
