import Calendar
import Ecosystem
import Localization

/// Reads the named fields of a rule, an evaluation or a route, and names the place of any value that is not the one wanted.
struct NotationReader {
  let code: String
  let place: LocalizedText
  let fields: ExactDictionary<FieldValue>

  /// - Throws: `FundingError` when `value` is no table of named fields, or has one that is none of `known`.
  init(_ value: FieldValue, code: String, at place: LocalizedText, known: [String]) throws(FundingError) {
    guard let fields = value.mapValue else {
      throw FundingError(code, at: place, LocalizedText("funding.notation-reader.table-wanted"))
    }
    self.code = code
    self.place = place
    self.fields = fields.filter { !$0.value.isNull }
    if let stranger = self.fields.keys.sorted().first(where: { !known.contains($0) }) {
      throw error(.unknown(stranger, known: known))
    }
  }

  func error(_ problem: LocalizedText) -> FundingError { FundingError(code, at: place, problem) }

  func text(_ name: String) throws(FundingError) -> String {
    guard let text = try optionalText(name) else { throw wrong(name, .wantedText) }
    return text
  }

  func optionalText(_ name: String) throws(FundingError) -> String? {
    guard let value = fields[name] else { return nil }
    guard case .text(let text) = value, !text.isEmpty else { throw wrong(name, .wantedText) }
    return text
  }

  /// A list of texts, numbers and truth values as texts; one of them alone counts as a list of one.
  func words(_ name: String) throws(FundingError) -> [String] {
    guard let value = fields[name] else { return [] }
    let elements = value.listValue ?? [value]
    let words = elements.compactMap(Condition.word)
    guard words.count == elements.count else { throw wrong(name, .wantedWords) }
    return words
  }

  func quantity(_ name: String) throws(FundingError) -> Quantity? {
    guard let value = fields[name] else { return nil }
    guard let quantity = Quantity(value), quantity.value.isFinite else { throw wrong(name, .wantedNumber) }
    return quantity
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws(FundingError) -> Double? {
    guard let value = fields[name] else { return nil }
    guard let number = value.numberValue, range.contains(number) else {
      throw wrong(name, .wantedNumber(from: range.lowerBound, to: range.upperBound))
    }
    return number
  }

  func flag(_ name: String) throws(FundingError) -> Bool {
    guard let value = fields[name] else { return false }
    guard let flag = value.booleanValue else { throw wrong(name, .wantedFlag) }
    return flag
  }

  func day(_ name: String, _ edge: Day.Edge) throws(FundingError) -> Day? {
    guard let text = try optionalText(name) else { return nil }
    guard let day = Day(text, edge) else { throw wrong(name, .wantedDate) }
    return day
  }

  func list(_ name: String) throws(FundingError) -> [FieldValue] {
    guard let value = fields[name] else { return [] }
    guard let list = value.listValue else { throw wrong(name, .wantedList) }
    return list
  }

  /// A text in French and English: one string for both, or `{ fr = …, en = … }`.
  func localized(_ name: String) throws(FundingError) -> LocalizedText? {
    guard let value = fields[name] else { return nil }
    if case .text(let text) = value { return LocalizedText(verbatim: text) }
    var texts: [Language: String] = [:]
    for (code, text) in value.mapValue ?? [:] {
      guard let language = Language(code: code), let text = text.textValue else { throw wrong(name, .wantedTexts) }
      texts[language] = text
    }
    guard !texts.isEmpty else { throw wrong(name, .wantedTexts) }
    return LocalizedText(texts)
  }

  /// Reads a legal reference: a title, or `{ title = …, url = … }`.
  func legal(_ name: String) throws(FundingError) -> LegalReference? {
    guard let value = fields[name] else { return nil }
    if case .text(let title) = value { return LegalReference(title: title) }
    let reader = try NotationReader(value, code: code, at: place.appending(name), known: ["title", "url"])
    return LegalReference(title: try reader.text("title"), url: try reader.optionalText("url"))
  }

  func wrong(_ name: String, _ wanted: LocalizedText) -> FundingError {
    let found = fields[name].map(Problem.shown) ?? "–"
    return error(
      LocalizedText(
        "funding.notation-reader.field-must-there", ["name": name, "found": found, "wanted": wanted]))
  }
}

extension LocalizedText {
  static let wantedText = LocalizedText("funding.notation-reader.non-empty-text")
  static let wantedWords = LocalizedText("funding.notation-reader.text-list-texts")
  static let wantedNumber = LocalizedText(
    "funding.notation-reader.number")
  static let wantedFlag = LocalizedText("funding.notation-reader.true-false")
  static let wantedDate = LocalizedText("funding.notation-reader.date-such-2024-01")
  static let wantedList = LocalizedText("funding.notation-reader.list")
  static let wantedTexts = LocalizedText(
    "funding.notation-reader.text")

  static func wantedNumber(from low: Double, to high: Double) -> LocalizedText {
    LocalizedText("funding.notation-reader.number-from", ["low": low, "high": high])
  }

  static func unknown(_ name: String, known: [String]) -> LocalizedText {
    if let nearest = NearestName.suggest(name, among: known) {
      return LocalizedText(
        "funding.notation-reader.unknown-did-you-mean", ["name": name, "nearest": nearest])
    }
    let names = known.sorted().joined(separator: ", ")
    return LocalizedText(
      "funding.notation-reader.unknown-known", ["name": name, "names": names])
  }

  /// Appends a part to the place.
  func appending(_ part: String) -> LocalizedText { LocalizedText(values.mapValues { "\($0), \(part)" }) }

  /// The text as plain data, by language.
  var notation: FieldValue {
    .map(ExactDictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, .text($0.value)) }))
  }
}
