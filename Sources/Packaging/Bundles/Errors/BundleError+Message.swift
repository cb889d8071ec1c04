import Localization

// Refusals in words: the ids are `bundles.CODE.sentence` and `bundles.CODE.remedy`.

extension BundleError {
  /// The place and what is wrong there in one line, and what to do in a second one.
  ///
  /// - Parameter language: the language of the reader.
  public func message(in language: Language) -> String {
    let sentence = sentence(in: language)
    let first = place.map {
      Message("bundles.place", ["place": Printable.text($0.description), "text": sentence]).text(in: language)
    }
    return (first ?? sentence) + "\n  → " + remedy(in: language)
  }

  /// What is wrong, in one sentence without the place.
  public func sentence(in language: Language) -> String {
    Message("bundles.\(code.rawValue).sentence", arguments).text(in: language)
  }

  /// The remedy, in one sentence.
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

/// Text from a file that may be hostile, made fit for a terminal.
enum Printable {
  /// Control, formatting and bidirectional characters become `\u{…}`; what is longer than 160 characters is cut.
  static func text(_ raw: String) -> String {
    var text = ""
    for scalar in raw.unicodeScalars {
      text += isHarmless(scalar) ? String(scalar) : "\\u{" + String(scalar.value, radix: 16) + "}"
      if text.utf8.count > 640 { break }
    }
    return text.count > 160 ? text.prefix(160) + "…" : text
  }

  /// Whether a character neither steers a terminal nor hides nor reorders others.
  static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // The soft hyphen and the joiners are format characters that texts in many languages need.
    case .format: [0xAD, 0x200C, 0x200D].contains(scalar.value)
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
