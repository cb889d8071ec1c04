import Calendar
import Localization

/// The reason why a value does not fit a type.
struct Refusal: Error, Hashable {
  var code: Problem.Code
  var found: String
  var wanted: LocalizedText
  var suggestion: String?

  func problem(entity: String, id: String?, field: String) -> Problem {
    Problem(code, entity: entity, id: id, field: field, found: found, wanted: wanted, suggestion: suggestion)
  }
}

/// Checks single values against types.
enum ValueCheck {
  /// The value as the store keeps it, or why it does not fit.
  static func canonical(_ value: FieldValue, as type: FieldType) -> Result<FieldValue, Refusal> {
    switch type {
    case .text: text(value, type, bytesMax: FieldType.textBytesMax, isOneLine: true)
    case .longText: text(value, type, bytesMax: FieldType.longTextBytesMax, isOneLine: false)
    case .localizedText: localizedText(value, type)
    case .integer(let range): integer(value, in: range, type)
    case .number(let range): number(value, in: range, type)
    case .boolean: value.booleanValue == nil ? wrong(value, type) : .success(value)
    case .date: word(value, type) { CalendarDate($0) != nil }
    case .instant: word(value, type) { Instant($0) != nil }
    case .money: money(value, type)
    case .url: word(value, type, isGood: isURL)
    case .json: json(value, type)
    case .choice(let words): choice(value, among: words, type)
    case .concept: word(value, type, isGood: RecordID.isCode)
    case .reference: word(value, type, isGood: RecordID.isCode)
    case .list(let element): list(value, of: element, type)
    }
  }

  /// Whether two values of one kind are in order; amounts of different currencies are not compared.
  static func isOrdered(_ low: FieldValue, _ high: FieldValue) -> Bool {
    if case .text(let low) = low, case .text(let high) = high {
      if let low = Instant(low), let high = Instant(high) { return low.milliseconds <= high.milliseconds }
      return CalendarDate.isOrdered(low, high)
    }
    if let low = low.numberValue, let high = high.numberValue { return low <= high }
    guard case .map(let low) = low, case .map(let high) = high, low["currency"] == high["currency"] else { return true }
    return (low["amount"]?.integerValue ?? 0) <= (high["amount"]?.integerValue ?? 0)
  }

  private static func refuse(
    _ code: Problem.Code, _ value: FieldValue, type: FieldType, suggestion: String? = nil
  ) -> Result<FieldValue, Refusal> {
    .failure(Refusal(code: code, found: Problem.shown(value), wanted: type.wanted, suggestion: suggestion))
  }

  private static func wrong(_ value: FieldValue, _ type: FieldType) -> Result<FieldValue, Refusal> {
    refuse(.wrongType, value, type: type)
  }

  private static func text(
    _ value: FieldValue, _ type: FieldType, bytesMax: Int, isOneLine: Bool
  ) -> Result<FieldValue, Refusal> {
    guard case .text(let text) = value else { return wrong(value, type) }
    if text.utf8.count > bytesMax { return tooLong("\(text.utf8.count)", max: "\(bytesMax)") }
    let isClean = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || !isOneLine && (0x09...0x0D).contains($0) }
    let isBlank = text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard isClean, !isBlank else { return refuse(.malformed, value, type: type) }
    return ControlCharacters.areIn(text, isOneLine: isOneLine) ? .failure(controlCharacter(value)) : .success(value)
  }

  private static func controlCharacter(_ value: FieldValue) -> Refusal {
    let wanted = LocalizedText(
      "ecosystem.value-check.text-without-control-direction")
    return Refusal(code: .malformed, found: Problem.shown(value), wanted: wanted)
  }

  private static func tooLong(_ found: String, max: String) -> Result<FieldValue, Refusal> {
    let wanted = LocalizedText("ecosystem.value-check.most", ["max": max])
    return .failure(Refusal(code: .tooLong, found: found, wanted: wanted))
  }

  private static func localizedText(_ value: FieldValue, _ type: FieldType) -> Result<FieldValue, Refusal> {
    guard case .map(let entries) = value, !entries.isEmpty else { return wrong(value, type) }
    for (language, text) in entries.sortedByKey {
      guard Language.isCode(language) else { return refuse(.malformed, value, type: type) }
      if case .failure(var refusal) = ValueCheck.text(
        text, .longText, bytesMax: FieldType.longTextBytesMax, isOneLine: false)
      {
        if refusal.code != .tooLong { refusal.wanted = type.wanted }
        return .failure(refusal)
      }
    }
    return .success(value)
  }

  private static func integer(
    _ value: FieldValue, in range: ClosedRange<Int64>, _ type: FieldType
  ) -> Result<FieldValue, Refusal> {
    guard let integer = value.integerValue else { return wrong(value, type) }
    return range.contains(integer) ? .success(.integer(integer)) : refuse(.outOfRange, value, type: type)
  }

  private static func number(
    _ value: FieldValue, in range: ClosedRange<Double>, _ type: FieldType
  ) -> Result<FieldValue, Refusal> {
    guard let number = value.numberValue else { return wrong(value, type) }
    return range.contains(number) ? .success(.number(number)) : refuse(.outOfRange, value, type: type)
  }

  private static func word(
    _ value: FieldValue, _ type: FieldType, isGood: (String) -> Bool
  ) -> Result<FieldValue, Refusal> {
    guard case .text(let text) = value else { return wrong(value, type) }
    return isGood(text) ? .success(value) : refuse(.malformed, value, type: type)
  }

  private static let urlSchemes = ["http://", "https://"].map { Array($0.utf8) }
  private static let notInURL: [Unicode.Scalar] = ["<", ">", "\""]

  private static func isURL(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let scheme = urlSchemes.first(where: bytes.starts), bytes.count <= 2_048 else { return false }
    let rest = bytes.dropFirst(scheme.count)
    guard let first = rest.first, first != UInt8(ascii: "/"), first != UInt8(ascii: ".") else { return false }
    return Substring(rest).unicodeScalars.allSatisfy {
      $0.isASCII ? $0.value > 0x20 && !notInURL.contains($0) : !$0.properties.isWhitespace
    } && !ControlCharacters.areIn(text, isOneLine: true)
  }

  private static func money(_ value: FieldValue, _ type: FieldType) -> Result<FieldValue, Refusal> {
    guard case .map(let entries) = value, Set(entries.keys) == ["amount", "currency"] else { return wrong(value, type) }
    guard let amount = entries["amount"]?.integerValue, let currency = entries["currency"]?.textValue else {
      return wrong(value, type)
    }
    if !Currency.isCode(currency) {
      return refuse(.malformed, .text(currency), type: type, suggestion: NearestName.suggest(currency, among: Currency.codes))
    }
    guard Money.range.contains(amount) else { return refuse(.outOfRange, value, type: type) }
    return .success(.map(["amount": .integer(amount), "currency": .text(currency)]))
  }

  private static func json(_ value: FieldValue, _ type: FieldType) -> Result<FieldValue, Refusal> {
    if let path = value.nonFinitePath { return .failure(notFinite(path)) }
    let bytes = value.json.utf8.count
    return bytes <= FieldType.longTextBytesMax
      ? .success(value) : tooLong("\(bytes)", max: "\(FieldType.longTextBytesMax)")
  }

  /// JSON has neither NaN nor infinity, and would keep null instead.
  private static func notFinite(_ path: String) -> Refusal {
    let wanted = LocalizedText("ecosystem.value-check.finite-numbers-json-has")
    return Refusal(code: .malformed, found: path.isEmpty ? "NaN, ∞" : path, wanted: wanted)
  }

  private static func choice(
    _ value: FieldValue, among words: [String], _ type: FieldType
  ) -> Result<FieldValue, Refusal> {
    guard case .text(let text) = value else { return wrong(value, type) }
    if words.contains(where: text.isExactly) { return .success(value) }
    return refuse(.notAChoice, value, type: type, suggestion: NearestName.suggest(text, among: words))
  }

  private static func list(_ value: FieldValue, of element: FieldType, _ type: FieldType) -> Result<FieldValue, Refusal> {
    guard let elements = value.listValue else { return wrong(value, type) }
    if elements.count > FieldType.listElementsMax {
      return tooLong("\(elements.count)", max: "\(FieldType.listElementsMax)")
    }
    var seen: Set<FieldValue> = []
    for item in elements {
      if case .failure(let refusal) = canonical(item, as: element) { return .failure(refusal) }
      if !seen.insert(item).inserted { return refuse(.repeated, item, type: type) }
    }
    return .success(.list(elements))
  }
}
