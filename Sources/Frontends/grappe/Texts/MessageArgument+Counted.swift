import Localization

extension MessageArgument {
  /// Formats a count with its noun or participle in singular or plural, for a sentence with several counts.
  ///
  /// - Parameter id: an entry with plural forms and the placeholder `count`.
  static func counted(_ id: String, _ count: Int) -> Self { .message(Message(id, ["count": Self.grouped(count)])) }
}
