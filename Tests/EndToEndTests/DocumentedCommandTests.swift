import Foundation
import Testing

/// The pages for people name commands and options that there are.
@Suite struct DocumentedCommandTests {
  /// A command as a page prints it.
  struct Command: Hashable {
    var name: String
    var options: [String]
    /// The plugin whose importer it runs; its parameters are options too.
    var plugin: String?
  }

  /// The commands whose further options are the parameters of a plugin or script.
  private static let withParameters: Set = ["report", "run", "script"]

  /// The commands in code of a page: in a block indented by four spaces, or between backquotes.
  static func commands(of page: String) throws -> [Command] {
    let text = try String(contentsOf: GrappeBinary.root.appending(path: page), encoding: .utf8)
    return text.split(separator: "\n").flatMap { line in
      line.matches(of: #/(?:^ {4}(?:.*[·|&] )?|`|· )grappe ([a-z]+)([^`#·|&]*)/#).map { match in
        let options = match.2.matches(of: #/ (--[a-z][a-z-]*)/#).map { String($0.1) }
        return Command(
          name: String(match.1), options: options, plugin: match.2.firstMatch(of: #/ --as ([a-z]+):[a-z]/#).map { String($0.output.1) })
      }
    }
  }

  /// Whether the list of importers shows a parameter for one of the plugin.
  private static func isParameter(_ option: String, of plugin: String?) throws -> Bool {
    guard let plugin else { return false }
    let importers = try DemoWorkspace.shared.get().grappe("import").output.split(separator: "\n")
    return importers.contains { $0.hasPrefix("\(plugin):") && $0.contains(option) }
  }

  @Test(
    "Every command and option that a page prints is in the help",
    arguments: ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/IMPORT.md", "docs/REPAIR.md", "docs/GLOSSARY.md"])
  func known(page: String) throws {
    let grappe = GrappeBinary(directory: FileManager.default.temporaryDirectory)
    let commands = try Self.commands(of: page)
    #expect(!commands.isEmpty)
    for (name, uses) in Dictionary(grouping: commands, by: \.name) {
      let help = try grappe(name, "--help")
      #expect(help.status == 0, "\(page): there is no grappe \(name)")
      guard !Self.withParameters.contains(name) else { continue }
      for use in uses {
        for option in use.options where option != "--help" && !help.output.contains(option) {
          #expect(try Self.isParameter(option, of: use.plugin), "\(page): grappe \(name) has no \(option)")
        }
      }
    }
  }
}
