/// The content of one gettext PO file: its header and its entries, in the order of the file.
///
/// The format is GNU gettext's (manual, "The Format of PO Files"). An entry's `msgid` is the stable id of a message, such as
/// `bundles.archive-damaged`; its `msgstr` is the text, with placeholders such as `{found}`.
public struct Catalogue: Sendable, Hashable {
  /// One message.
  public struct Entry: Sendable, Hashable {
    /// The stable id of the message.
    public var id: String
    /// The text, or one text for each plural form; an untranslated form is empty.
    public var forms: [String]
    /// Whether the text has plural forms, selected by the argument `count`.
    public var isPlural: Bool
    /// The line of the file on which the entry begins, from 1.
    public var line: Int

    /// Whether any form is untranslated.
    public var isUntranslated: Bool { forms.contains("") }
  }

  /// The fields of the header, such as `Plural-Forms`, by name.
  public var header: [String: String]
  /// The entries, without the header.
  public var entries: [Entry]

  /// The rule that selects a plural form, from the header; that of English when the header has none.
  public var pluralRule: String { header["Plural-Forms"] ?? "nplurals=2; plural=(n != 1);" }
}
