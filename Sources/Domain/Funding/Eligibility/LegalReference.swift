import Ecosystem

/// The legal source of a rule.
public struct LegalReference: Sendable, Hashable {
  /// Its title, with the article where one is meant.
  public var title: String
  /// Web address of the text.
  public var url: String?

  /// A reference.
  public init(title: String, url: String? = nil) {
    self.title = title
    self.url = url
  }

  /// The annex that defines micro, small and medium-sized enterprises.
  public static let smeRecommendation = LegalReference(
    title: "Recommendation 2003/361/EC, annex", url: "https://eur-lex.europa.eu/eli/reco/2003/361/oj")

  /// As plain data.
  public var notation: FieldValue {
    .map(Record(["title": .text(title), "url": url.map(FieldValue.text) ?? .null]).fields)
  }
}
