import Localization

// Messages of errors: the ids are `bundles.CODE.sentence` and `bundles.CODE.remedy`.

extension BundleError {
  /// Returns the place and the error in one line, and the remedy in a second one.
  ///
  /// - Parameter language: the language of the reader.
  public func message(in language: Language) -> String {
    let sentence = sentence(in: language)
    let first = place.map {
      Message("bundles.place", ["place": Printable.text($0.description), "text": sentence]).text(in: language)
    }
    return (first ?? sentence) + "\n  → " + remedy(in: language)
  }

  /// Returns the error, in one sentence without the place.
  public func sentence(in language: Language) -> String {
    Message("bundles.\(code.rawValue).sentence", arguments).text(in: language)
  }

  /// Returns the remedy, in one sentence.
  public func remedy(in language: Language) -> String {
    let remedy =
      nearest.map { Message("bundles.remedy-write", ["nearest": Printable.text($0)]) }
      ?? Message("bundles.\(code.rawValue).remedy", arguments)
    return remedy.text(in: language)
  }

  /// The arguments of every sentence and remedy; one that the code does not use is empty.
  private var arguments: [String: any ArgumentConvertible] {
    let values = wanted.map(Printable.text)
    return [
      "found": Printable.text(found), "wanted": values, "last": values.last ?? "", "first": values.first ?? "",
      "second": values.dropFirst().first ?? "", "third": values.dropFirst(2).first ?? "", "fourth": values.dropFirst(3).first ?? "",
    ]
  }
}

extension BundleError.Place: CustomStringConvertible {
  /// `FILE` or `FILE:LINE`.
  public var description: String { line.map { "\(file):\($0)" } ?? file }
}

/// Makes text from a file that may be hostile safe for a terminal.
enum Printable {
  /// Escapes control, formatting and bidirectional characters as `\u{…}`; cuts the text at 160 characters.
  static func text(_ raw: String) -> String {
    var text = ""
    for scalar in raw.unicodeScalars {
      text += isHarmless(scalar) ? String(scalar) : "\\u{" + String(scalar.value, radix: 16) + "}"
      if text.utf8.count > 640 { break }
    }
    return text.count > 160 ? text.prefix(160) + "…" : text
  }

  /// Whether a character neither controls a terminal nor hides or reorders others.
  static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // The soft hyphen and the joiners are format characters that texts in many languages need.
    case .format: [0xAD, 0x200C, 0x200D].contains(scalar.value)
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
