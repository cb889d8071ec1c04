import Foundation
import Testing

/// The pages for people name commands and options that there are.
@Suite struct DocumentedCommandTests {
  /// A command as a page prints it.
  struct Command: Hashable {
    var name: String
    var options: [String]
  }

  /// The commands whose further options are the parameters of a plugin or script.
  private static let withParameters: Set = ["report", "run", "script"]

  /// The commands in code of a page: in a block indented by four spaces, or between backquotes.
  static func commands(of page: String) throws -> [Command] {
    let text = try String(contentsOf: GrappeBinary.root.appending(path: page), encoding: .utf8)
    return text.split(separator: "\n").flatMap { line in
      line.matches(of: #/(?:^ {4}(?:.*[·|&] )?|`|· )grappe ([a-z]+)([^`#·|&]*)/#).map { match in
        // An importer of a plugin has parameters of its own.
        let hasParameters = match.2.contains(#/ --as [a-z]+:[a-z]/#)
        let options = match.2.matches(of: #/ (--[a-z][a-z-]*)/#).map { String($0.1) }
        return Command(name: String(match.1), options: hasParameters ? [] : options)
      }
    }
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
      for option in Set(uses.flatMap(\.options)) where option != "--help" {
        #expect(help.output.contains(option), "\(page): grappe \(name) has no \(option)")
      }
    }
  }
}
