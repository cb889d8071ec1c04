import ExactText
import Gettext

/// The texts of a plugin by language and key, from its `locales/*.toml`.
///
///     let texts = Translations([.fr: .init(rule: rule, forms: ["lines": ["une ligne", "{count} lignes"]])])
///     texts.text("lines", in: .fr)?.filled(["count": "3"], count: 3)   // "3 lignes"
public struct Translations: Sendable {
  /// The texts of one language.
  public struct Texts: Sendable {
    /// The rule that selects a plural form.
    public var rule: PluralRule
    /// The text of each key, or its plural forms in the order of the rule.
    public var forms: ExactDictionary<[String]>

    public init(rule: PluralRule, forms: ExactDictionary<[String]>) {
      self.rule = rule
      self.forms = forms
    }
  }

  private let texts: [Language: Texts]
  /// The texts of the bundles whose modules the plugin may require; the plugin's own come first.
  private var shared: [Translations] = []

  /// The texts of a plugin; none by default.
  public init(_ texts: [Language: Texts] = [:]) { self.texts = texts }

  /// Returns these texts with those of other bundles, which answer for the keys that these do not have in any language.
  public func adding(_ others: [Translations]) -> Translations {
    var sum = self
    sum.shared += others
    return sum
  }

  /// Every key of any language.
  public var keys: Set<ExactString> {
    let own = texts.values.reduce(into: Set<ExactString>()) { $0.formUnion($1.forms.keys.map { ExactString($0) }) }
    return shared.reduce(into: own) { $0.formUnion($1.keys) }
  }

  /// Finds the text of a key in `language`, else in one of the languages that ``Language/preference(among:)`` names.
  ///
  /// - Returns: nil when no language has the key.
  public func text(_ key: String, in language: Language) -> Translation? {
    for candidate in language.preference(among: texts.keys) {
      if let texts = texts[candidate], let forms = texts.forms[key] { return Translation(forms: forms, rule: texts.rule) }
    }
    return shared.lazy.compactMap { $0.text(key, in: language) }.first
  }
}

/// One text of a plugin, with its plural forms and placeholders `{name}`.
public struct Translation: Sendable, Hashable {
  /// The text, or its plural forms.
  public let forms: [String]
  private let rule: PluralRule

  /// A text with the rule of its language.
  public init(forms: [String], rule: PluralRule) {
    self.forms = forms
    self.rule = rule
  }

  /// Whether a count selects the form.
  public var isPlural: Bool { forms.count > 1 }

  /// Returns the names of the placeholders of a text.
  public static func arguments(of text: String) -> Set<String> {
    Set(pieces(of: text).compactMap { if case .placeholder(let name) = $0 { name } else { nil } })
  }

  /// Returns an upper bound of the length in bytes of the text with these arguments.
  public func bytesMax(_ arguments: ExactDictionary<String>) -> Int {
    let places = forms.map { form in form.utf8.count { $0 == UInt8(ascii: "{") } }.max() ?? 0
    return (forms.map(\.utf8.count).max() ?? 0) + places * (arguments.values.map(\.utf8.count).max() ?? 0)
  }

  /// Returns the form for `count` with each `{name}` replaced by the argument of that name. A placeholder without argument stays.
  ///
  /// - Parameter count: selects the plural form; it is needed only by a text that has several.
  /// - Returns: nil when the text has plural forms and `count` is nil.
  public func filled(_ arguments: ExactDictionary<String>, count: Int?) -> String? {
    guard isPlural else { return forms.first.map { Self.fill($0, arguments) } }
    return count.map { Self.fill(forms[min(rule.form(for: $0), forms.count - 1)], arguments) }
  }

  // MARK: Placeholders

  private enum Piece {
    case text(ArraySlice<UInt8>)
    case placeholder(String)
  }

  private static func fill(_ form: String, _ arguments: ExactDictionary<String>) -> String {
    let filled = pieces(of: form).reduce(into: [UInt8]()) { text, piece in
      switch piece {
      case .text(let bytes): text += bytes
      case .placeholder(let name): text += (arguments[name] ?? "{\(name)}").utf8
      }
    }
    return String(decoding: filled, as: UTF8.self)
  }

  /// Splits a form at its placeholders; a brace without its counterpart is text.
  private static func pieces(of form: String) -> [Piece] {
    let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    var (pieces, rest) = ([Piece](), Array(form.utf8)[...])
    while let start = rest.firstIndex(of: open), let end = rest[start...].firstIndex(of: close) {
      pieces.append(.text(rest[..<start]))
      pieces.append(.placeholder(String(decoding: rest[(start + 1)..<end], as: UTF8.self)))
      rest = rest[(end + 1)...]
    }
    return pieces + [.text(rest)]
  }
}
