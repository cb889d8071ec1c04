/// A text for people, in one or more languages.
///
/// Reading a language that is missing gives the text of another one, so that a label is never empty:
///
///     LocalizedText(fr: "Acteur", en: "Actor")[.fr]   // "Acteur"
public struct LocalizedText: Sendable, Hashable {
  /// The texts by language. At least one is expected.
  public var values: [Language: String]

  /// A text in both languages of the interface.
  public init(fr: String, en: String) {
    values = [.fr: fr, .en: en]
  }

  /// A text in the given languages.
  public init(_ values: [Language: String]) {
    self.values = values
  }

  /// The same text in every language: a name, a code, a number.
  public init(verbatim text: String) {
    self.init(fr: text, en: text)
  }

  /// The text in `language`, else in the first other language that has one, else an empty text.
  public subscript(language: Language) -> String {
    if let text = values[language] { return text }
    for other in Language.allCases { if let text = values[other] { return text } }
    return ""
  }
}
