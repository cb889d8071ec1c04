import Foundation
import Testing

/// The argument parser's errors and help titles in French: none of its English text is left.
@Suite struct UsageWordingTests {
  private static let folder = Result { try TemporaryFolder() }

  @Test(
    "Each kind of refusal is said in French",
    arguments: [
      ("list --wrkspace x", "option inconnue « --wrkspace ». Vouliez-vous dire « --workspace » ?"),
      ("list --nonsensical", "option inconnue « --nonsensical »."), ("pack", "il manque l'argument « <dir> »."),
      ("list frobnicate", "argument de trop « frobnicate »."),
      ("list --workspace", "il manque la valeur de « --workspace <dir> »."), ("frobnicate", "commande inconnue « frobnicate »."),
      ("eval 1 2 3", "2 arguments de trop : '2', '3'."),
      ("top --once=3", "l'option « --once » ne prend pas de valeur, or « 3 » est donné."),
      ("log --limit many", "la valeur « many » ne convient pas à « --limit <count> »."),
    ])
  func refusals(line: String, wanted: String) throws {
    let grappe = GrappeBinary(directory: try Self.folder.get().url)
    let run = try grappe.run(line.split(separator: " ").map(String.init), language: "fr")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("Erreur : \(wanted)\n"), "\(run.errors)")
    #expect(run.errors.contains("Usage : grappe") && run.errors.contains("Voir « grappe"), "\(run.errors)")
    #expect(try grappe.run(line.split(separator: " ").map(String.init)).errors.hasPrefix("Error: "))
  }

  @Test("Help pages are in French", arguments: HelpTests.commands + [""])
  func pages(command: String) throws {
    let grappe = GrappeBinary(directory: try Self.folder.get().url)
    let help = try grappe.run(["help", command].filter { !$0.isEmpty }, language: "fr").output
    for english in ["OVERVIEW", "USAGE:", "OPTIONS:", "SUBCOMMANDS", "Show ", "See '"] {
      #expect(!help.contains(english), "\(command): \(english)")
    }
    #expect(help.contains("USAGE : grappe"))
  }
}
