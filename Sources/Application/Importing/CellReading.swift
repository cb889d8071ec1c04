import Ecosystem

/// Parses the text of a cell as a value of a field's type.
struct CellReading {
  /// Whether numbers may have a decimal comma: in files whose delimiter is not a comma.
  let allowsDecimalComma: Bool

  /// - Throws: `CellProblem` with `column` when the text does not fit; whether the value is allowed is for the model to check.
  func value(_ text: String, _ type: FieldType, column: String) throws(CellProblem) -> FieldValue {
    switch type {
    case .integer:
      guard let integer = Int64(text) ?? CellReading.integer(text) else {
        throw CellProblem(column: column, found: text, wanted: .wholeNumber)
      }
      return .integer(integer)
    case .number:
      guard let number = Double(text) ?? number(text) else {
        throw CellProblem(column: column, found: text, wanted: .number)
      }
      return .number(number)
    case .boolean:
      guard let flag = CellReading.truths[Folding.fold(CellReading.trimmed(text))] else {
        throw CellProblem(column: column, found: text, wanted: .truth)
      }
      return .boolean(flag)
    case .list(let element):
      var elements: [FieldValue] = []
      for part in RecordColumns.split(text) { elements.append(try value(part, element, column: column)) }
      return .list(elements)
    case .json:
      do { return try FieldValue(json: text) } catch {
        throw CellProblem(column: column, found: text, wanted: .json(error))
      }
    case .text, .longText, .localizedText, .money: return .text(text)
    case .date, .instant, .url, .choice, .concept, .reference: return .text(CellReading.trimmed(text))
    }
  }

  private static let truths = [
    "true": true, "vrai": true, "wahr": true, "oui": true, "yes": true, "ja": true, "1": true,
    "false": false, "faux": false, "falsch": false, "non": false, "no": false, "nein": false, "0": false,
  ]

  private static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    if first > 0x20, last > 0x20, first < 0x80, last < 0x80 { return text }
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    guard let start = text.firstIndex(where: { !isSpace($0) }), let end = text.lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return String(text[start...end])
  }

  /// Parses an integer with spaces between groups of three digits: `1 250 000`.
  private static func integer(_ text: String) -> Int64? {
    ungrouped(Substring(trimmed(text)), by: isSpace).flatMap { Int64($0) }
  }

  /// Parses a number with a decimal comma: `50,467`, `1 250,5`, `1.250,5`; nil with two commas, or with a point after the
  /// comma.
  private func number(_ text: String) -> Double? {
    let text = CellReading.trimmed(text)
    guard allowsDecimalComma, let comma = text.firstIndex(of: ",") else {
      return CellReading.ungrouped(Substring(text), by: CellReading.isSpace).flatMap { Double($0) }
    }
    let (whole, fraction) = (text[..<comma], text[text.index(after: comma)...])
    guard !fraction.isEmpty, Self.isDigits(fraction) else { return nil }
    let plain = CellReading.ungrouped(whole, by: CellReading.isSpace) ?? CellReading.ungrouped(whole, by: { $0 == "." })
    return plain.flatMap { Double("\($0).\(fraction)") }
  }

  /// Returns the digits with their optional sign, without the separators between groups of three; nil for anything else.
  private static func ungrouped(_ text: Substring, by isSeparator: (Character) -> Bool) -> String? {
    let sign = text.first == "-" || text.first == "+" ? String(text.first!) : ""
    let groups = text.dropFirst(sign.count).split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    guard let first = groups.first, !first.isEmpty, groups.allSatisfy(isDigits) else { return nil }
    if groups.count > 1, first.count > 3 || groups.dropFirst().contains(where: { $0.count != 3 }) { return nil }
    return sign + groups.joined()
  }

  /// Whether all bytes are digits. Compares bytes, since a digit with a combining mark sorts between "0" and "9" as a
  /// character.
  private static func isDigits(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Whether it is a space used between groups of digits: plain, no-break, narrow no-break.
  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\u{A0}" || character == "\u{202F}"
  }
}
