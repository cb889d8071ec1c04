import Localization
import Testing

@testable import Bundles

@Suite("Messages") struct MessageTests {
  @Test("every code has a sentence and a remedy of its own in each language", arguments: Language.all)
  func everyCode(language: Language) {
    var sentences: Set<String> = []
    for code in BundleError.Code.allCases {
      let error = BundleError(code, found: "FOUND", wanted: ["A", "B", "C", ""])
      #expect(!error.sentence(in: language).isEmpty && !error.remedy(in: language).isEmpty)
      #expect(!error.message(in: language).contains("{"), "\(code): \(error.message(in: language))")
      sentences.insert(error.sentence(in: language))
    }
    #expect(sentences.count == BundleError.Code.allCases.count)
  }

  @Test("codes are of one form and each stands for one thing")
  func codes() {
    let codes = BundleError.Code.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /[a-z]+\.[a-z-]+/) != nil })
  }

  @Test("a misspelt key is told with its place, its name and the right one, in both languages")
  func misspelt() {
    let text = Sample.manifest.replacing("version", with: "verson")
    let error = Sample.error { _ = try Manifest(parsing: Array(text.utf8)) }
    #expect(
      error?.message(in: .fr) == "plugin.toml:3 : la clé « plugin.verson » est inconnue\n  → écrivez « version »")
    #expect(error?.message(in: .en) == "plugin.toml:3: the key “plugin.verson” is unknown\n  → write “version”")
    let located = error?.located(in: "plugins/sample")
    #expect(located?.place == .init(file: "plugins/sample/plugin.toml", line: 3))
    #expect(located?.code == error?.code)
    #expect(BundleError(.archiveDamaged).located(in: "a.grappe").place == .init(file: "a.grappe"))
  }

  @Test("what a hostile file holds cannot steer a terminal or a template, nor fill the screen")
  func printable() {
    let error = BundleError(
      .archiveBadName, found: "\u{1B}[2J\u{202E}{found}{wanted}" + String(repeating: "x", count: 10_000))
    let sentence = error.sentence(in: .en)
    #expect(sentence.hasPrefix("the name “\\u{1b}[2J\\u{202e}{found}{wanted}xxx"))
    #expect(sentence.count < 300)
    #expect(Printable.text("Liège – 東京 🍇") == "Liège – 東京 🍇")
  }
}
