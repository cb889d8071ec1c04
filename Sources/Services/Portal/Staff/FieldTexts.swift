import Ecosystem
import Localization

/// The values of a field as the texts of its controls. A field without several controls has one with an empty name.
///
/// A form that is sent back with the texts it began with changes nothing, since texts that did not change are not read.
enum FieldTexts {
  /// Returns the texts by the name of the control.
  static func texts(_ value: FieldValue, _ field: FieldDescription) -> [String: [String]] {
    switch field.type {
    case .localizedText:
      let texts = value.mapValue ?? [:]
      return Dictionary(uniqueKeysWithValues: languages((value.mapValue ?? [:]).keys).map { ($0, [texts[$0]?.textValue ?? ""]) })
    case .money:
      let money = Money(value)
      return ["amount": [money.map { decimal($0.cents) } ?? ""], "currency": [money?.currency ?? "EUR"]]
    case .list(.choice): return ["": value.listValue?.compactMap(\.textValue) ?? []]
    case .list: return ["": [(value.listValue ?? []).map { $0.textValue ?? $0.json }.joined(separator: "\n")]]
    default: return ["": [text(value)]]
    }
  }

  /// The languages of a text by language: those of the interface, and further ones that it has.
  static func languages(_ present: some Sequence<String>) -> [String] {
    let known = Language.all.map(\.rawValue)
    return known + present.filter { !known.contains($0) }.sorted()
  }

  private static func text(_ value: FieldValue) -> String {
    switch value {
    case .null: ""
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    default: value.json
    }
  }

  private static func decimal(_ cents: Int64) -> String {
    let (whole, rest) = (cents.magnitude / 100, cents.magnitude % 100)
    return (cents < 0 ? "-" : "") + "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
  }

  // MARK: Reading

  /// Returns the value of texts that were entered; null for none, nil when they are none of the field's type.
  static func value(_ texts: [String: [String]], _ field: FieldDescription) -> FieldValue? {
    let lines = (texts[""] ?? []).map { $0.replacing("\r\n", with: "\n") }
    switch field.type {
    case .localizedText:
      let present = texts.compactMapValues { $0.first.flatMap { $0.trimmed.isEmpty ? nil : $0.replacing("\r\n", with: "\n") } }
      var map: ExactDictionary<FieldValue> = [:]
      for (language, text) in present { map[language] = .text(text) }
      return map.isEmpty ? .null : .map(map)
    case .money: return money(texts["amount"]?.first?.trimmed ?? "", texts["currency"]?.first?.trimmed ?? "")
    case .list(.choice): return lines.isEmpty ? .null : .list(lines.map(FieldValue.text))
    case .list:
      let words = lines.flatMap { $0.split(separator: "\n").map { $0.trimmed } }.filter { !$0.isEmpty }
      return words.isEmpty ? .null : .list(words.map(FieldValue.text))
    default: return single(lines.first ?? "", field)
    }
  }

  private static func single(_ text: String, _ field: FieldDescription) -> FieldValue? {
    let word = text.trimmed
    if word.isEmpty { return .null }
    switch field.type {
    case .integer: return Int64(word).map(FieldValue.integer)
    case .number: return Double(word.replacing(",", with: ".")).flatMap { $0.isFinite ? .number($0) : nil }
    case .boolean: return word == "true" ? true : word == "false" ? false : nil
    case .json: return try? FieldValue(json: text)
    case .longText: return .text(text)
    default: return .text(word)
    }
  }

  /// Reads an amount with at most two decimals, after a point or a comma.
  private static func money(_ amount: String, _ currency: String) -> FieldValue? {
    if amount.isEmpty { return .null }
    let isNegative = amount.hasPrefix("-")
    let parts = amount.drop { $0 == "-" }.replacing(",", with: ".").split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0].filter { !$0.isWhitespace }), whole >= 0 else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.count <= 2, let rest = Int64((decimals + "00").prefix(2)), rest >= 0, whole <= Money.centsMax / 100 else { return nil }
    let cents = whole * 100 + rest
    return .map(["amount": .integer(isNegative ? -cents : cents), "currency": .text(currency.uppercased())])
  }
}
