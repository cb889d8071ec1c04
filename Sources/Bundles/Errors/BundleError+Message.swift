// The one place where refusals become sentences, in French and English.

extension BundleError {
  /// What a person reads: the place and what is wrong there in one line, and what to do in a second one.
  ///
  /// - Parameter language: `fr` for French; anything else gives English.
  public func message(in language: String) -> String {
    let place = self.place.map { Printable.text($0.description) + (language == "fr" ? " : " : ": ") } ?? ""
    return place + sentence(in: language) + "\n  → " + remedy(in: language)
  }

  /// What is wrong, in one sentence without the place.
  public func sentence(in language: String) -> String { filled(wording(language).sentence) }

  /// What to do about it, in one sentence.
  public func remedy(in language: String) -> String {
    guard let nearest else { return filled(wording(language).remedy) }
    return language == "fr" ? "écrivez « \(Printable.text(nearest)) »" : "write “\(Printable.text(nearest))”"
  }

  private func wording(_ language: String) -> Wording {
    let both = code.wording
    return language == "fr" ? both.fr : both.en
  }

  private func filled(_ template: String) -> String {
    var values = ["wanted": wanted.map(Printable.text).joined(separator: ", "), "found": Printable.text(found)]
    values["last"] = Printable.text(wanted.last ?? "")
    for (index, value) in wanted.enumerated() { values["\(index)"] = Printable.text(value) }
    return Template.fill(template, values)
  }
}

extension BundleError.Place: CustomStringConvertible {
  /// `FILE` or `FILE:LINE`.
  public var description: String { line.map { "\(file):\($0)" } ?? file }
}

/// A sentence and a remedy, with `{found}`, `{wanted}` (all), `{last}` (the last wanted) and `{0}` (the first) to be filled in.
struct Wording {
  let sentence: String
  let remedy: String

  init(_ sentence: String, _ remedy: String) {
    self.sentence = sentence
    self.remedy = remedy
  }
}

/// Fills values into a template in one pass, so that braces within a value stay what they are.
enum Template {
  static func fill(_ template: String, _ values: [String: String]) -> String {
    var text = ""
    var rest = template[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      text += rest[..<start] + (values[String(rest[start...].dropFirst().prefix { $0 != "}" })] ?? "")
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
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
