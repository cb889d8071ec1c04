import Gettext
import Localization

extension Fuzzer {
  /// A PO file: its entries, the templates of its texts and its rule of plural forms. Each input is also read as a template and a rule.
  static let locale = Fuzzer(name: "locale", bytesMax: 4_096) { input in
    guard let text = String(validating: input, as: UTF8.self) else { return }
    if let catalogue = try RefusalText.accepted(input, { try CatalogueReader.read(text) }) {
      for form in catalogue.entries.flatMap(\.forms) { try LocaleFuzzing.split(form, of: input) }
      try LocaleFuzzing.selectForms(catalogue.pluralRule, of: input)
    }
    try LocaleFuzzing.selectForms(text, of: input)
    try LocaleFuzzing.split(text, of: input)
    try LocaleFuzzing.fill(text)
  }
}

private enum LocaleFuzzing {
  /// Reads a rule and selects a form of it for numbers at the edges.
  static func selectForms(_ text: String, of input: [UInt8]) throws {
    guard let rule = try RefusalText.accepted(input, { try PluralRule(text) }) else { return }
    for number in [0, 1, 2, 5, 11, 100, 1_000_000, -1, .min, .max] {
      try Finding.unless((0..<rule.count).contains(rule.form(for: number)), "a plural form beyond those that there are")
    }
  }

  /// Fills the text of a plugin, which never becomes longer than announced.
  static func fill(_ text: String) throws {
    guard let rule = PluralRule.known(for: "fr") else { return }
    let translation = Translation(forms: [text], rule: rule)
    let length = translation.filled(["a": "value"], count: 2)?.utf8.count ?? 0
    try Finding.unless(length <= translation.bytesMax(["a": "value"]), "a text longer than announced")
  }

  /// Splits a template; written again, it has the same pieces.
  static func split(_ text: String, of input: [UInt8]) throws {
    guard let template = try RefusalText.accepted(input, { try Template(text) }) else { return }
    let again = template.pieces.map { piece in
      switch piece {
      case .text(let plain): String(plain.flatMap { $0 == "{" || $0 == "}" ? [$0, $0] : [$0] })
      case .argument(let name): "{" + name + "}"
      }
    }
    try Finding.unless(try Template(again.joined()) == template, "a template that is not read as it was written")
  }
}
