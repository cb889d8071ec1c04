import Localization

extension Language {
  /// The languages in which plugins and files of records give their texts.
  public static let allCases: [Language] = [.fr, .en]
}
