/// A sentence or a label that is not formatted yet: the id of an entry of the catalogues, and its arguments.
///
///     let message = Message("bundles.archive-damaged", ["found": reason])
///     message.text(in: .fr)   // "le fichier est endommagé ou incomplet (…)"
///
/// The ids are in `Locales/en.po` of the module that uses them; a test compares them with the source.
public struct Message: Sendable, Hashable {
  /// The id, which begins with the module: `bundles.archive-damaged`.
  public let id: String
  /// The arguments by the name of their placeholder.
  public let arguments: [String: MessageArgument]

  /// A message of the catalogues.
  ///
  /// - Parameters:
  ///   - id: the id of an entry.
  ///   - arguments: the values of its placeholders. The one named `count` selects the plural form.
  public init(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) {
    self.id = id
    self.arguments = arguments.isEmpty ? [:] : arguments.mapValues(\.argument)
  }

  /// Returns the text in `language`, else in one of its fallbacks, else the id.
  public func text(in language: Language) -> String {
    for candidate in language.fallbacks {
      if let text = Compiled.catalogue(candidate.rawValue)?.text(self, in: language) { return text }
    }
    return id
  }
}
