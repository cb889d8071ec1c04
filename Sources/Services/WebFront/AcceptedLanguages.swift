/// The languages of an `Accept-Language` field (RFC 9110, 12.5.4), best first.
enum AcceptedLanguages {
  /// Upper bound of the languages that are read.
  static let countMax = 16

  /// Returns the codes by falling weight; equal ones keep their order, those of weight 0 and `*` are left out.
  static func codes(_ field: String) -> [String] {
    let weighted = field.prefix(1_024).split(separator: ",").prefix(countMax).compactMap(weighted)
    return weighted.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element.code)
  }

  private static func isCodeCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-")
  }

  private static func weighted(_ part: Substring) -> (code: String, weight: Double)? {
    let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
    guard let code = pieces.first, !code.isEmpty, code.count <= 35, code.allSatisfy(isCodeCharacter) else { return nil }
    let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
    return weight > 0 ? (code, weight) : nil
  }
}
