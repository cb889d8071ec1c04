/// A language, by its code of ISO 639-1 or BCP 47: `fr`, `en`, `de`, `nl`, `de-AT`.
///
/// The product has texts in ``all``; a bundle may declare texts in any language.
public struct Language: RawRepresentable, Sendable, Hashable, Comparable {
  /// The code.
  public let rawValue: String

  /// A language by its code, whether the product has texts in it or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A language by its code.
  ///
  /// - Returns: nil when `code` is malformed; see ``isCode(_:)``.
  public init?(code: String) {
    guard Self.isCode(code) else { return nil }
    rawValue = code
  }

  /// A language in which the product has texts.
  ///
  /// - Returns: nil when it has none in `code`.
  public init?(available code: String) {
    guard Compiled.languages.contains(code) else { return nil }
    rawValue = code
  }

  public static let en = Language(rawValue: "en")
  public static let fr = Language(rawValue: "fr")
  public static let de = Language(rawValue: "de")

  /// The languages in which the product has texts, by code: those with PO files.
  public static let all: [Language] = Compiled.languages.map(Language.init(rawValue:))

  /// The codes of those languages, as a command line names a choice: `de|en|fr`.
  public static var codes: String { all.map(\.rawValue).joined(separator: "|") }

  /// The languages in which a text of the product is searched, first the language itself: `de-AT`, `de`, `en`.
  public var fallbacks: [Language] {
    let base = rawValue.split(separator: "-").first.map { Language(rawValue: String($0)) } ?? self
    var order = [self]
    for next in [base, .en] where !order.contains(next) { order.append(next) }
    return order
  }

  /// Sorts languages that have a text by preference: this language, the one without its subtags, English, then the others by code.
  ///
  /// Every text with a choice of languages is read in this order: those of the catalogues, of manifests, of `locales/`, of Lua
  /// (`{ fr = …, nl = … }`) and of records.
  public func preference(among languages: some Collection<Language>) -> [Language] {
    let order = fallbacks
    return order.filter(languages.contains) + languages.filter { !order.contains($0) }.sorted()
  }

  /// Whether `code` has the form of a language code: two or three lower-case letters, then subtags of letters and digits after
  /// `-`.
  ///
  /// Source: BCP 47 (RFC 5646, section 2.1), without grandfathered tags.
  public static func isCode(_ code: String) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...4).contains(parts.count), (2...3).contains(parts[0].utf8.count) else { return false }
    return parts[0].utf8.allSatisfy { (97...122).contains($0) }
      && parts.dropFirst().allSatisfy { (2...8).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
  }

  public static func < (left: Language, right: Language) -> Bool { left.rawValue < right.rawValue }
}
