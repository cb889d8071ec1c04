import Localization

public typealias Language = Localization.Language
public typealias LocalizedText = Localization.LocalizedText

extension LocalizedText {
  /// A text in French and English, beside the catalogues.
  public init(fr: String, en: String) { self.init([.fr: fr, .en: en]) }
}

extension Language {
  /// The languages of every text that is written beside the catalogues.
  public static let allCases: [Language] = [.fr, .en]
}
