/// The rules by which a language writes numbers, lists and quotations. They are entries of `Locales/*.po` of this module.
public struct Typography: Sendable {
  /// The language.
  public let language: Language

  /// The typography of a language; English when the language has no entries.
  public init(_ language: Language) { self.language = language }

  /// Formats a number with the decimal sign of the language, with as many digits as it needs.
  public func decimal(_ number: Double) -> String {
    guard number.isFinite else { return String(number) }
    let text = number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    return text.split(separator: ".", omittingEmptySubsequences: false)
      .joined(separator: Message("localization.decimal-sign").text(in: language))
  }

  /// Formats a whole number in groups of three digits.
  public func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    let sign = Message("localization.group-sign").text(in: language)
    let grouped = digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += sign }
      text.append(digit.element)
    }
    return (number < 0 ? "-" : "") + grouped
  }

  /// Formats items as an enumeration: `a, b and c`.
  public func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return Message("localization.list", ["items": items.dropLast().joined(separator: ", "), "last": last]).text(in: language)
  }

  /// Puts text in the quotation marks of the language.
  public func quoted(_ text: String) -> String { Message("localization.quoted", ["text": text]).text(in: language) }
}
