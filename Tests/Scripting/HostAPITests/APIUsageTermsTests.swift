import Foundation
import Testing

@testable import HostAPI

/// The types ensure that sentences about misuse exist in both languages; these tests check the nouns in them, as the code writes
/// them.
@Suite struct APIUsageTermsTests {
  /// The nouns that the code gives to `APIUsageError` and to the checks that raise one: literals without anything to fill in.
  private static let written: [String] = {
    let folder = SourceTexts.root.appending(path: "Sources/Scripting/HostAPI")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let texts = names.filter { $0.hasSuffix(".swift") && !$0.contains("Reference") }.compactMap {
      try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
    let patterns = [
      /(?:requireOnly\([^"\n]*"?[^\n]*|text\("\w+"|flag\("\w+"|localizedText\("\w+"|function\("\w+"), in: "([^"\\]+)"/,
      /APIUsageError\(\s*argument: [^"\n]*"\w+", wanted: "([^"\\]+)"/, /given: "([^"\\]+)"/, /APIUsageError\(\s*unknown: "([^"\\]+)"/,
      /wrong\([^"\n]*"?\w*"?, "([^"\\]+)"/, /(?:optionalText|choice|decimals)\([^"\n]*"?\w*"?, (?:in: )?"([^"\\]+)"/,
    ]
    // A name of one word is that of a field or an argument, which stays as it is.
    let all = texts.flatMap { text in patterns.flatMap { text.matches(of: $0).map { String($0.1) } } }
    return Set(all.filter { $0.contains(" ") }).sorted()
  }()

  @Test("Every noun that the code writes has its French")
  func nouns() {
    #expect(Self.written.count > 20, "\(Self.written)")
    for noun in Self.written { #expect(APIUsageTerms.nouns.contains(noun) || noun.noun[.fr] != noun, "\(noun)") }
  }

  @Test(
    "Nouns that go on with a name are said whole",
    arguments: [
      ("field of report \"r\"", "champ de rapport \"r\""), ("parameter \"p\" of command \"c\"", "paramètre \"p\" de commande \"c\""),
      ("node 2 of a network", "nœud 2 d'un réseau"), ("field of options", "champ d'options"),
      ("row 3, column \"x\"", "ligne 3, colonne \"x\""), ("kind of a chart", "genre d'un graphique"),
    ])
  func beginnings(english: String, french: String) { #expect(english.noun[.fr] == french) }

  @Test("What stands for itself stays", arguments: ["\"actr\"", "12", "true", "themes"])
  func themselves(text: String) { #expect(text.noun[.fr] == text) }

  @Test("A misuse says the same in both languages, each in its own")
  func both() {
    let usageError = APIUsageError(argument: 2, "options", wanted: "a table", given: "nothing")
    #expect(usageError.message(in: .fr) == "argument 2 (options) : il faut une table, c'est rien qui est donné")
    #expect(usageError.message(in: .en) == "argument 2 (options): a table is wanted, nothing was given")
  }
}
