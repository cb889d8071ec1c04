/// A label or a sentence for people: a message of the catalogues, or texts that a plugin or a user provides in languages of their
/// choice.
///
/// Reading a missing language gives the text of another one, so that a label is never empty:
///
///     LocalizedText("ecosystem.actor.label")[.fr]      // "Acteur"
///     LocalizedText([Language(rawValue: "nl"): "Speler"])[.fr]   // "Speler"
public struct LocalizedText: Sendable, Hashable, ExpressibleByStringLiteral {
  private enum Content: Sendable, Hashable {
    case message(Message)
    case texts([Language: String])
  }

  private let content: Content

  /// A message of the catalogues.
  public init(_ message: Message) { content = .message(message) }

  /// A message of the catalogues, by its id and arguments.
  public init(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) {
    content = .message(Message(id, arguments))
  }

  /// A message of the catalogues that takes no arguments, by its id.
  public init(stringLiteral id: String) { self.init(id) }

  /// Texts in the given languages.
  public init(_ texts: [Language: String]) { content = .texts(texts) }

  /// The same text in every language: a name, a code, a number. Languages other than English fall back on it.
  public init(verbatim text: String) { content = .texts([.fr: text, .en: text]) }

  /// A text composed separately for each language of the product.
  ///
  /// - Parameter text: returns the text in a language.
  /// - Throws: the errors of `text`.
  public init(composing text: (Language) throws -> String) rethrows {
    content = .texts(try Dictionary(uniqueKeysWithValues: Language.all.map { ($0, try text($0)) }))
  }

  /// The texts by language. A message has them in every language of the product.
  public var values: [Language: String] {
    switch content {
    case .message(let message): Dictionary(uniqueKeysWithValues: Language.all.map { ($0, message.text(in: $0)) })
    case .texts(let texts): texts
    }
  }

  /// Whether there is no text in any language.
  public var isEmpty: Bool { content == .texts([:]) }

  /// The text in `language`, else in the first of the languages that ``Language/preference(among:)`` names, else an empty text.
  public subscript(language: Language) -> String {
    switch content {
    case .message(let message): return message.text(in: language)
    case .texts(let texts):
      if let text = texts[language] { return text }
      return language.preference(among: texts.keys).first.flatMap { texts[$0] } ?? ""
    }
  }
}
