import Localization

/// Description in words of the values that each type accepts; part of every refusal and of the documentation.
extension FieldType {
  /// A noun phrase: “a date such as 2024, 2024-05 or 2024-05-16”.
  public var wanted: LocalizedText {
    switch self {
    case .text: LocalizedText("ecosystem.field-type-wanted.text-one-line")
    case .longText: LocalizedText("ecosystem.field-type-wanted.text")
    case .localizedText:
      LocalizedText(
        "ecosystem.field-type-wanted.text-language-e-g")
    case .integer(let range): FieldType.wanted(range)
    case .number(let range): FieldType.wanted(range)
    case .boolean: LocalizedText("ecosystem.field-type-wanted.true-false")
    case .date:
      LocalizedText(
        "ecosystem.field-type-wanted.date-such-2024-2024")
    case .instant:
      LocalizedText("ecosystem.field-type-wanted.moment-such-2024-05")
    case .money:
      LocalizedText(
        "ecosystem.field-type-wanted.amount-cents-most-10")
    case .url: LocalizedText("ecosystem.field-type-wanted.http-https-address")
    case .json: LocalizedText("ecosystem.field-type-wanted.piece-data")
    case .choice(let words): FieldType.wanted(words)
    case .concept(let scheme):
      LocalizedText("ecosystem.field-type-wanted.code-concept-scheme", ["scheme": scheme])
    case .reference(let entities):
      LocalizedText(
        "ecosystem.field-type-wanted.id-record", ["entities": entities.joined(separator: ", ")])
    case .list(let element): FieldType.wantedList(element.wanted)
    }
  }

  private static func wanted(_ range: ClosedRange<Int64>) -> LocalizedText {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): LocalizedText("ecosystem.field-type-wanted.whole-number")
    case (let low, .max):
      LocalizedText("ecosystem.field-type-wanted.whole-number-least", ["low": low])
    case (let low, let high):
      LocalizedText("ecosystem.field-type-wanted.whole-number-from", ["low": low, "high": high])
    }
  }

  private static func wanted(_ range: ClosedRange<Double>) -> LocalizedText {
    if FieldType.number(range) == .anyNumber { return LocalizedText("ecosystem.field-type-wanted.number") }
    return LocalizedText(
      "ecosystem.field-type-wanted.number-from", ["lower-bound": range.lowerBound, "upper-bound": range.upperBound])
  }

  private static func wanted(_ words: [String]) -> LocalizedText {
    let list = words.joined(separator: ", ")
    return LocalizedText("ecosystem.field-type-wanted.one", ["list": list])
  }

  private static func wantedList(_ element: LocalizedText) -> LocalizedText {
    LocalizedText(
      "ecosystem.field-type-wanted.list-which-each-element", ["element": element])
  }
}
